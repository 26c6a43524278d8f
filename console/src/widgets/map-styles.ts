import type { FeatureLike } from 'ol/Feature';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style, { type StyleFunction } from 'ol/style/Style';
import Text from 'ol/style/Text';
import { readableOn } from '../base/contrast';
import { inLines, radiusOf, shortCount, type PointOf } from './map-points';
import { paletteOf } from './theme';
import type { Country } from './world-countries';

export type Palette = ReturnType<typeof mapPalette>;

export function mapPalette() {
  return paletteOf(
    'map-sea',
    'map-land',
    'map-host',
    'map-border',
    'map-label',
    'map-cluster',
    'map-on-cluster',
    'paper',
    'ink',
    'accent',
  );
}

const fontOf = (size: number) => `${size}px "Noto Sans", "Noto Sans CJK SC", "DejaVu Sans", Arial, sans-serif`;

/** A country's name is shown where its largest part is wider than this, in pixels. */
const wideEnough = 44;
/** Names of assets are shown where a pixel is no longer than this, in metres: from zoom 4 on. */
const named = 4900;
/** What is planned is pale. */
const pale = 'a0';

/** Names of countries; those of larger countries come before those of smaller ones. */
export function nameStyles(palette: Palette, nameOf: (english: string) => string): StyleFunction {
  const made = new Map<Country, Style>();
  const make = (country: Country) => {
    const style = new Style({
      text: new Text({
        text: inLines(nameOf(country.name), 15),
        font: fontOf(11),
        fill: new Fill({ color: palette['map-label'] }),
        stroke: new Stroke({ color: palette['map-land'], width: 2 }),
        padding: [2, 2, 2, 2],
      }),
    });
    made.set(country, style);
    return style;
  };
  return (feature, resolution) => {
    const country = feature.get('country') as Country;
    return country.wide / resolution < wideEnough ? undefined : (made.get(country) ?? make(country));
  };
}

/** The points of a cluster. */
export function pointsIn(cluster: FeatureLike): readonly PointOf[] {
  return (cluster.get('features') as FeatureLike[]).map((one) => one.get('of') as PointOf);
}

/** Clusters, places, events and assets; each look is made once. */
export function markStyles(palette: Palette, selected: () => number | undefined): StyleFunction {
  const looks = new Map<string, Style>();
  const kept = (key: string, make: () => Style) => {
    const made = looks.get(key) ?? make();
    looks.set(key, made);
    return made;
  };
  const mark = (fill: string, edge: string, width: number, radius: number, count?: number) =>
    new Style({
      image: new CircleStyle({
        radius: radius + width / 2,
        fill: new Fill({ color: fill }),
        stroke: new Stroke({ color: edge, width }),
        declutterMode: 'none',
      }),
      ...(count !== undefined && {
        text: new Text({
          text: shortCount(count),
          font: fontOf(12),
          offsetY: 1,
          fill: new Fill({
            color:
              fill === palette['map-cluster']
                ? palette['map-on-cluster']
                : readableOn(fill, palette.ink, palette.paper),
          }),
          declutterMode: 'none',
        }),
      }),
    });
  const look = (of: PointOf) => {
    const fill = of.planned ? `${of.colour}${pale}` : of.colour;
    if (of.kind === 'place') return mark(of.colour, palette['map-label'], 1, radiusOf(of.count), of.count);
    return of.kind === 'asset' ? mark(fill, palette.ink, 2, 8) : mark(fill, palette['map-label'], 1, 5.5);
  };
  const name = (text: string) =>
    new Style({
      text: new Text({
        text,
        font: fontOf(12),
        offsetY: 20,
        fill: new Fill({ color: palette.ink }),
        stroke: new Stroke({ color: palette['map-land'], width: 3 }),
      }),
    });
  const ring = (radius: number) =>
    new Style({
      image: new CircleStyle({ radius, stroke: new Stroke({ color: palette.accent, width: 3 }), declutterMode: 'none' }),
    });
  return (cluster, resolution) => {
    const points = pointsIn(cluster);
    const [of] = points;
    if (!of) return undefined;
    const single = points.length === 1;
    const count = points.reduce((sum, one) => sum + one.count, 0);
    const styles = [
      single
        ? kept(`${of.kind} ${of.colour} ${of.planned} ${of.count}`, () => look(of))
        : kept(`${count}`, () => mark(palette['map-cluster'], palette.paper, 2, radiusOf(count), count)),
    ];
    if (single && of.kind === 'asset' && resolution <= named) styles.push(kept(`name ${of.name}`, () => name(of.name)));
    const chosen = selected();
    if (chosen !== undefined && points.some((one) => one.index === chosen)) {
      const radius = single && of.kind !== 'place' ? 13.5 : radiusOf(count) + 5.5;
      styles.push(kept(`ring ${radius}`, () => ring(radius)));
    }
    return styles;
  };
}
