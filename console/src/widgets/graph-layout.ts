import { DirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly size: number;
  readonly colour: string;
  /** Nodes of one group begin beside one another. */
  readonly group: string;
}

export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly weight: number;
  readonly colour: string;
}

/** Puts nodes in places by forces, beginning from a circle in order of groups: the same graph always looks the same. */
export function layOutGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): DirectedGraph {
  const graph = new DirectedGraph();
  const ordered = [...nodes].sort((left, right) => (left.group < right.group ? -1 : left.group > right.group ? 1 : left.id < right.id ? -1 : 1));
  ordered.forEach((node, index) => {
    const angle = (index / Math.max(1, ordered.length)) * Math.PI * 2;
    graph.addNode(node.id, { label: node.label, size: node.size, color: node.colour, x: Math.cos(angle), y: Math.sin(angle) });
  });
  // As wide as there are many events, against the most: where all are many, lines are still told apart.
  const most = edges.reduce((high, one) => Math.max(high, one.weight), 16);
  for (const edge of edges) {
    if (!graph.hasNode(edge.source) || !graph.hasNode(edge.target) || edge.source === edge.target || graph.hasEdge(edge.source, edge.target)) continue;
    graph.addEdgeWithKey(edge.id, edge.source, edge.target, { size: 1 + 5 * Math.sqrt(edge.weight / most), color: edge.colour, weight: edge.weight });
  }
  if (graph.order > 2) {
    forceAtlas2.assign(graph, {
      iterations: 250,
      settings: { ...forceAtlas2.inferSettings(graph), gravity: 1.2, scalingRatio: 12, adjustSizes: false, edgeWeightInfluence: 0.4, linLogMode: true },
    });
  }
  return graph;
}
