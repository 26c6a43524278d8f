import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../api/client';
import { whenIdle } from '../base/idle';
import { useI18n } from './i18n';
import { Failed, asApiError } from './load';
import type { MapHandle, MapView } from './map-canvas';
import type { Points } from './map-points';
import { useTheme } from './theme';
import { codeOf, loadWorld } from './world';

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

/**
 * A map of the world with points on it. It comes once the page around it is there and at rest; the borders follow when they
 * have been read.
 */
export function WorldMap({ label, points, view, selected, isHost, onPick, onMove, onReady }: MapProps) {
  const { t, country, locale } = useI18n();
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const [handle, setHandle] = useState<MapHandle>();
  const [drawn, setDrawn] = useState(false);
  const [error, setError] = useState<ApiError>();
  const latest = useRef({ onPick, onMove, onReady, view, country, isHost });
  latest.current = { onPick, onMove, onReady, view, country, isHost };
  useEffect(() => {
    let gone = false;
    let made: MapHandle | undefined;
    setDrawn(false);
    const make = async () => {
      const [{ drawMap }, loading] = [await import('./map-canvas'), loadWorld()];
      // Awaited below; it may fail before that.
      loading.catch(() => undefined);
      if (gone || !host.current) return;
      made = drawMap(host.current, {
        view: latest.current.view,
        isHost: (english) => latest.current.isHost(english),
        nameOf: (english) => latest.current.country(codeOf(english), english),
        onPick: (indexes) => latest.current.onPick(indexes),
        onMove: (moved) => latest.current.onMove(moved),
        onDrawn: () => setDrawn(true),
      });
      setHandle(made);
      latest.current.onReady(made);
      const world = await loading;
      if (!gone) made.setWorld(world);
    };
    const callOff = whenIdle(() => {
      make().catch((problem: unknown) => {
        if (!gone) setError(asApiError(problem));
      });
    });
    return () => {
      gone = true;
      callOff();
      made?.remove();
      setHandle(undefined);
    };
  }, [theme, locale]);
  useEffect(() => handle?.setPoints(points), [handle, points]);
  useEffect(() => handle?.setSelected(selected), [handle, selected]);
  return (
    <div class="map" role="region" aria-label={label} data-ready={drawn || error !== undefined}>
      {error && <Failed error={error} />}
      <div class="map-surface" ref={host} tabIndex={0} role="img" aria-label={label} />
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
