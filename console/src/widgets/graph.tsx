import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../api/client';
import type { GraphHandle } from './graph-canvas';
import type { GraphEdge, GraphNode } from './graph-layout';
import { useI18n } from './i18n';
import { asApiError, Failed, Skeleton } from './load';
import { useTheme } from './theme';

interface GraphProps {
  readonly label: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly node: string | undefined;
  readonly edge: string | undefined;
  readonly onNode: (id: string | undefined) => void;
  readonly onEdge: (id: string) => void;
  readonly onReady: (handle: GraphHandle | undefined) => void;
}

/** A graph; sigma is fetched when the first is shown. A table beside it says the same. */
export function Graph({ label, nodes, edges, node, edge, onNode, onEdge, onReady }: GraphProps) {
  const { t } = useI18n();
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const [handle, setHandle] = useState<GraphHandle>();
  const [error, setError] = useState<ApiError>();
  const latest = useRef({ onNode, onEdge, onReady });
  latest.current = { onNode, onEdge, onReady };
  useEffect(() => {
    let made: GraphHandle | undefined;
    let gone = false;
    import('./graph-canvas')
      .then(({ drawGraph }) => {
        if (gone || !host.current) return;
        made = drawGraph(host.current, nodes, edges, (id) => latest.current.onNode(id), (id) => latest.current.onEdge(id));
        setHandle(made);
        latest.current.onReady(made);
      })
      .catch((problem: unknown) => setError(asApiError(problem)));
    return () => {
      gone = true;
      made?.remove();
      setHandle(undefined);
      latest.current.onReady(undefined);
    };
  }, [nodes, edges, theme]);
  useEffect(() => handle?.select(node, edge), [handle, node, edge]);
  return (
    <div class="graph" role="region" aria-label={label} data-ready={handle !== undefined}>
      {!handle && !error && <Skeleton lines={8} />}
      {error && <Failed error={error} />}
      <div class="graph-canvas" ref={host} />
      <div class="map-buttons">
        <button type="button" class="button" aria-label={t('map.in')} onClick={() => handle?.zoom(true)}>+</button>
        <button type="button" class="button" aria-label={t('map.out')} onClick={() => handle?.zoom(false)}>−</button>
      </div>
    </div>
  );
}
