import TopoJSON from 'ol/format/TopoJSON';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Polygon from 'ol/geom/Polygon';
import { getWidth } from 'ol/extent';

/** What a map needs to know of a country to name it; in Web Mercator. */
export interface Country {
  /** In English, as the atlas has it. */
  readonly name: string;
  /** Where its name stands: in its largest part; and how wide that part is. */
  readonly label: number[];
  readonly wide: number;
}

/** The countries of a file of world-atlas, each with its shape. */
export function countriesOf(atlas: unknown): readonly (readonly [Country, MultiPolygon])[] {
  const format = new TopoJSON({ layers: ['countries'] });
  return format.readFeatures(atlas, { featureProjection: 'EPSG:3857' }).flatMap((feature) => {
    const geometry = feature.getGeometry();
    const whole = geometry instanceof Polygon ? new MultiPolygon([geometry]) : geometry;
    if (!(whole instanceof MultiPolygon)) return [];
    const [first, ...rest] = whole.getPolygons();
    if (!first) return [];
    const largest = rest.reduce((one, other) => (other.getArea() > one.getArea() ? other : one), first);
    const country = {
      name: String(feature.get('name') ?? ''),
      label: largest.getInteriorPoint().getCoordinates().slice(0, 2),
      wide: getWidth(largest.getExtent()),
    };
    return [[country, whole] as const];
  });
}
