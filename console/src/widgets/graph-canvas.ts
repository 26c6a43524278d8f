import Sigma from 'sigma';
import { LabelPlaces } from './graph-labels';
import { layOutGraph, type GraphEdge, type GraphNode } from './graph-layout';
import { colour } from './theme';

export interface GraphHandle {
  select(node: string | undefined, edge: string | undefined): void;
  zoom(inwards: boolean): void;
  picture(): HTMLCanvasElement;
  remove(): void;
}

/** Draws a graph with sigma. What is not next to what is selected steps back. */
export function drawGraph(
  element: HTMLElement,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  onNode: (id: string | undefined) => void,
  onEdge: (id: string) => void,
): GraphHandle {
  const graph = layOutGraph(nodes, edges);
  const faint = colour('line');
  const accent = colour('accent');
  const ink = colour('ink');
  const paper = colour('paper-raised');
  const places = new LabelPlaces();
  let node: string | undefined;
  let edge: string | undefined;
  const isNear = (id: string) => (edge !== undefined ? graph.hasEdge(edge) && graph.extremities(edge).includes(id) : node === undefined || id === node || graph.areNeighbors(id, node));
  const sigma = new Sigma(graph, element, {
    enableEdgeEvents: true,
    defaultEdgeType: 'arrow',
    labelColor: { color: ink },
    labelFont: 'system-ui, sans-serif',
    labelSize: 13,
    labelDensity: 1,
    labelGridCellSize: 70,
    labelRenderedSizeThreshold: 3,
    minCameraRatio: 0.1,
    maxCameraRatio: 4,
    zIndex: true,
    allowInvalidContainer: true,
    // With a rim in the colour of the paper, so that names can be read where lines pass under them.
    defaultDrawNodeLabel: (context, data, settings) => {
      if (!data.label) return;
      context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
      const wide = context.measureText(data.label).width;
      const left = places.place(data.x, data.y, data.size, wide, settings.labelSize + 2, element.clientWidth);
      if (left === undefined) return;
      context.lineJoin = 'round';
      context.lineWidth = 4;
      context.strokeStyle = paper;
      context.strokeText(data.label, left, data.y + settings.labelSize / 3);
      context.fillStyle = ink;
      context.fillText(data.label, left, data.y + settings.labelSize / 3);
    },
    defaultDrawNodeHover: (context, data, settings) => {
      context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
      const wide = context.measureText(data.label ?? '').width;
      context.fillStyle = colour('paper-raised');
      context.strokeStyle = colour('line-strong');
      context.beginPath();
      context.roundRect(data.x + data.size - 2, data.y - 11, wide + 16, 22, 4);
      context.fill();
      context.stroke();
      context.fillStyle = colour('ink');
      context.fillText(data.label ?? '', data.x + data.size + 5, data.y + 5);
    },
    nodeReducer: (id, data) => (isNear(id) ? { ...data, zIndex: 1, highlighted: id === node } : { ...data, color: faint, label: '', zIndex: 0 }),
    edgeReducer: (id, data) => {
      if (edge === id) return { ...data, color: accent, size: (data['size'] as number) + 1.5, zIndex: 2 };
      if (edge !== undefined || (node !== undefined && !graph.hasExtremity(id, node))) return { ...data, color: faint, zIndex: 0 };
      return data;
    },
  });
  sigma.on('beforeRender', () => places.clear());
  sigma.on('clickNode', ({ node: id }) => onNode(id));
  sigma.on('clickEdge', ({ edge: id }) => onEdge(id));
  sigma.on('clickStage', () => onNode(undefined));
  return {
    select: (chosenNode, chosenEdge) => {
      node = chosenNode !== undefined && graph.hasNode(chosenNode) ? chosenNode : undefined;
      edge = chosenEdge !== undefined && graph.hasEdge(chosenEdge) ? chosenEdge : undefined;
      sigma.refresh({ skipIndexation: true });
    },
    zoom: (inwards) => void (inwards ? sigma.getCamera().animatedZoom() : sigma.getCamera().animatedUnzoom()),
    picture: () => {
      sigma.refresh();
      const layers = Object.values(sigma.getCanvases());
      const copy = document.createElement('canvas');
      copy.width = layers[0]?.width ?? 1;
      copy.height = layers[0]?.height ?? 1;
      const context = copy.getContext('2d');
      if (context) {
        context.fillStyle = colour('paper-raised');
        context.fillRect(0, 0, copy.width, copy.height);
        for (const layer of layers) context.drawImage(layer, 0, 0);
      }
      return copy;
    },
    remove: () => sigma.kill(),
  };
}
