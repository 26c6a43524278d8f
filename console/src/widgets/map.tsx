import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../api/client';
import { useI18n } from './i18n';
import { Failed, asApiError } from './load';
import { drawMap, type MapHandle, type MapView, type Points } from './map-canvas';
import { useTheme } from './theme';
import { codeOf, loadShapes } from './world';

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

/** A map of the world with points on it. The points are there at once; the borders follow when they have been read. */
export function WorldMap({ label, points, view, selected, isHost, onPick, onMove, onReady }: MapProps) {
  const { t, country, locale } = useI18n();
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const [handle, setHandle] = useState<MapHandle>();
  const [drawn, setDrawn] = useState(false);
  const [error, setError] = useState<ApiError>();
  const latest = useRef({ onPick, onMove, onReady, view, country, isHost, label });
  latest.current = { onPick, onMove, onReady, view, country, isHost, label };
  useEffect(() => {
    if (!host.current) return undefined;
    let gone = false;
    setDrawn(false);
    const made = drawMap(host.current, {
      label: latest.current.label,
      view: latest.current.view,
      isHost: (english) => latest.current.isHost(english),
      nameOf: (english) => latest.current.country(codeOf(english), english),
      onPick: (indexes) => latest.current.onPick(indexes),
      onMove: (moved) => latest.current.onMove(moved),
      onDrawn: () => setDrawn(true),
    });
    setHandle(made);
    latest.current.onReady(made);
    loadShapes().then(
      (shapes) => {
        if (!gone) made.setWorld(shapes);
      },
      (problem: unknown) => {
        if (!gone) setError(asApiError(problem));
      },
    );
    return () => {
      gone = true;
      made.remove();
      setHandle(undefined);
    };
  }, [theme, locale]);
  useEffect(() => handle?.setPoints(points), [handle, points]);
  useEffect(() => handle?.setSelected(selected), [handle, selected]);
  return (
    <div class="map" role="region" aria-label={label} data-ready={drawn || error !== undefined}>
      {error && <Failed error={error} />}
      <div class="map-canvas" ref={host} />
      <div class="map-buttons">
        <button
          type="button"
          class="button"
          aria-label={t('map.in')}
          title={t('map.in')}
          onClick={() => handle?.zoomBy(1)}
        >
          +
        </button>
        <button
          type="button"
          class="button"
          aria-label={t('map.out')}
          title={t('map.out')}
          onClick={() => handle?.zoomBy(-1)}
        >
          −
        </button>
      </div>
      <p class="map-credit">Natural Earth</p>
    </div>
  );
}
