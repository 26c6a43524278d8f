import { useGet, Loaded } from '../../widgets/load';
import { useRouter } from '../../widgets/router';
import { useChosen } from '../../parts/filters';
import type { ColourBy } from './colouring';
import { PlacesMap } from './places-map';
import { PointsMap } from './points-map';

const colourBys = ['stage', 'sector', 'partner'] as const;
/** So many events at most are drawn one by one, and fetched all at once. */
const most = 3000;

/** Assets and events on a map, with a time brush; what is on it is also a list. Where there are too many, places with their numbers. */
export function MapPage() {
  const { place } = useRouter();
  const chosen = useChosen('host', 'sector', 'partner', 'stage', 'status', 'as_of', 'known_by');
  const stretch = useChosen('from', 'to');
  const by = (colourBys as readonly string[]).includes(place.query['colour'] ?? '') ? (place.query['colour'] as ColourBy) : 'stage';
  const places = useGet('/api/v1/places', { query: { ...chosen, ...stretch, by, limit: 1000 } });
  const many = places.data && places.data.months.reduce((sum, month) => sum + month.events, 0) > most;
  const points = useGet('/api/v1/map', places.data && { query: { ...chosen, limit: many ? 0 : most } });
  return (
    <Loaded of={places} lines={12}>
      {(found) => (
        <Loaded of={points} lines={12}>
          {(data) => (many ? <PlacesMap places={found} data={data} by={by} chosen={chosen} /> : <PointsMap data={data} by={by} />)}
        </Loaded>
      )}
    </Loaded>
  );
}
