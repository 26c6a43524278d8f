import { useEffect, useRef, useState } from 'preact/hooks';
import { useI18n } from './i18n';
import { Failed, Skeleton, asApiError } from './load';
import type { ApiError } from '../api/client';
import type { MapHandle, MapView, Points } from './map-canvas';
import { useTheme } from './theme';

interface MapProps {
  readonly label: string;
  readonly points: Points;
  readonly view: MapView;
  readonly selected: number | undefined;
  readonly isHost: (english: string) => boolean;
  readonly onPick: (indexes: readonly number[]) => void;
  readonly onMove: (view: MapView) => void;
  readonly onReady: (handle: MapHandle) => void;
}

/** A map of the world with points on it. MapLibre and the borders are fetched when the first map is shown. */
export function WorldMap({ label, points, view, selected, isHost, onPick, onMove, onReady }: MapProps) {
  const { t, country, locale } = useI18n();
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const [handle, setHandle] = useState<MapHandle>();
  const [error, setError] = useState<ApiError>();
  const latest = useRef({ onPick, onMove, onReady, view, country, isHost });
  latest.current = { onPick, onMove, onReady, view, country, isHost };
  useEffect(() => {
    let made: MapHandle | undefined;
    let gone = false;
    const start = async () => {
      const [{ drawMap }, { codesByName, loadWorld }] = await Promise.all([import('./map-canvas'), import('./world')]);
      const codes = codesByName();
      const nameOf = (english: string) => latest.current.country(codes.get(english) ?? '', english);
      const world = await loadWorld(nameOf, latest.current.isHost);
      if (gone || !host.current) return;
      made = await drawMap(host.current, world, latest.current.view, (indexes) => latest.current.onPick(indexes), (moved) => latest.current.onMove(moved));
      if (gone) return made.remove();
      setHandle(made);
      latest.current.onReady(made);
    };
    start().catch((problem: unknown) => setError(asApiError(problem)));
    return () => {
      gone = true;
      made?.remove();
      setHandle(undefined);
    };
  }, [theme, locale]);
  useEffect(() => handle?.setPoints(points), [handle, points]);
  useEffect(() => handle?.setSelected(selected), [handle, selected]);
  return (
    <div class="map" role="region" aria-label={label} data-ready={handle !== undefined}>
      {!handle && !error && <Skeleton lines={8} />}
      {error && <Failed error={error} />}
      <div class="map-canvas" ref={host} />
      <div class="map-buttons">
        <button type="button" class="button" aria-label={t('map.in')} title={t('map.in')} onClick={() => handle?.zoomBy(1)}>+</button>
        <button type="button" class="button" aria-label={t('map.out')} title={t('map.out')} onClick={() => handle?.zoomBy(-1)}>−</button>
      </div>
      <p class="map-credit">Natural Earth</p>
    </div>
  );
}
