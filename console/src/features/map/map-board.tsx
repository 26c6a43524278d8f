import type { ComponentChildren, RefObject } from 'preact';
import { dayOf, isoOf, type Day } from '../../base/days';
import { useRef, useState } from 'preact/hooks';
import { useContest, useNames } from '../../parts/contest';
import { Filters, QuestionDates } from '../../parts/filters';
import { Page } from '../../parts/page';
import { Brush, type DayCount } from '../../widgets/brush';
import { useI18n } from '../../widgets/i18n';
import { WorldMap } from '../../widgets/map';
import type { MapHandle, MapView } from '../../widgets/map-canvas';
import type { Points } from '../../widgets/map-points';
import { useRouter, useSetQuery } from '../../widgets/router';
import { Segmented } from '../../widgets/segmented';
import { useTheme } from '../../widgets/theme';
import type { ColourBy, GroupColours } from './colouring';

interface MapBoardProps {
  readonly lead: string;
  readonly tools: ComponentChildren;
  readonly by: ColourBy;
  readonly points: Points;
  readonly legend: GroupColours['legend'];
  readonly selected: number | undefined;
  readonly onPick: (indexes: readonly number[]) => void;
  readonly handle: RefObject<MapHandle>;
  readonly counts: readonly DayCount[];
  readonly stretch: Stretch;
  /** What stands beside the map. */
  readonly children: ComponentChildren;
}

/** The stretch of time that the brush has chosen. */
export interface Stretch {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly change: (from: Day | undefined, to: Day | undefined, done: boolean) => void;
}

/** The brush's stretch: of the address, and while it is dragged of the brush itself. */
function useStretch(): Stretch {
  const { place } = useRouter();
  const set = useSetQuery();
  const [brushing, setBrushing] = useState<{ from?: Day; to?: Day }>();
  return {
    from: brushing ? brushing.from : dayOf(place.query['from']),
    to: brushing ? brushing.to : dayOf(place.query['to']),
    change: (from, to, done) => {
      setBrushing(done ? undefined : { from, to });
      if (done) set({ from: from === undefined ? undefined : isoOf(from), to: to === undefined ? undefined : isoOf(to) }, true);
    },
  };
}

/** What every kind of map holds while it is shown: who it speaks of, what is picked, which stretch of time. */
export function useBoard() {
  const contest = useContest();
  const names = useNames();
  const theme = useTheme();
  const handle = useRef<MapHandle>(null);
  const [picked, setPicked] = useState<readonly number[]>([]);
  return { contest, names, theme, handle, picked, setPicked, stretch: useStretch() };
}

const colourBys = ['stage', 'sector', 'partner'] as const;

/** The page around a map of points, whatever they stand for: filters, legend, brush. */
export function MapBoard({ lead, tools, by, points, legend, selected, onPick, handle, counts, stretch, children }: MapBoardProps) {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const contest = useContest();
  const first = counts.reduce((low, one) => Math.min(low, one.day), Infinity);
  const last = counts.reduce((high, one) => Math.max(high, one.day + (one.days ?? 1) - 1), -Infinity);
  return (
    <Page title={t('map.title')} lead={<><p>{lead}</p><QuestionDates /></>} tools={tools} class="page-map">
      <Filters of={['host', 'sector', 'partner', 'stage', 'status']}>
        <Segmented
          label={t('map.colour')}
          value={by}
          options={colourBys.map((one) => ({ value: one, name: t(`map.by.${one}`) }))}
          onChange={(one) => set({ colour: one === 'stage' ? undefined : one }, true)}
        />
      </Filters>
      <div class="map-board">
        <WorldMap
          label={t('map.label')}
          points={points}
          view={viewOf(place.query['at'])}
          selected={selected}
          isHost={(name) => contest.hosts.some((one) => one.name === name)}
          onPick={onPick}
          onMove={({ lon, lat, zoom }) => set({ at: `${lon.toFixed(3)},${lat.toFixed(3)},${zoom.toFixed(2)}` }, true)}
          onReady={(made) => { handle.current = made; }}
        />
        <div class="map-side">
          <ul class="legend" aria-label={t('map.colour')}>
            {legend.map((one) => (
              <li key={one.name}><svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx={5} cy={5} r={4.5} fill={one.colour} /></svg>{one.name}</li>
            ))}
          </ul>
          {children}
        </div>
      </div>
      {last > first && <Brush label={t('map.brush')} first={first} last={last} from={stretch.from} to={stretch.to} counts={counts} onChange={stretch.change} />}
    </Page>
  );
}

/** `at` of the address: longitude, latitude and zoom; the middle of the contest's region when there is none. */
export function viewOf(at: string | undefined): MapView {
  const [lon, lat, zoom] = (at ?? '').split(',').map(Number);
  if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lat) > 85) return { lon: 66, lat: 44, zoom: 3.1 };
  return { lon, lat, zoom: Number.isFinite(zoom) ? (zoom ?? 5) : 5 };
}
