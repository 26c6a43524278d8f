import type { RefObject } from 'preact';
import { toCsv } from '../../base/csv';
import { markdownTable } from '../../parts/markdown';
import { pngOf } from '../../widgets/download';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import type { MapHandle } from '../../widgets/map-canvas';

interface MapExportsProps {
  readonly handle: RefObject<MapHandle>;
  /** Of the files of the table: "places" gives places.csv. */
  readonly stem: string;
  readonly header: readonly string[];
  readonly rows: () => string[][];
  readonly geojson?: () => unknown;
}

/** What the map shows as a table, as a picture, and as GeoJSON where there is any. */
export function MapExports({ handle, stem, header, rows, geojson }: MapExportsProps) {
  const { t } = useI18n();
  const png = async () => {
    const made = handle.current;
    if (!made) throw new Error(t('export.noPicture'));
    return pngOf(await made.picture());
  };
  return (
    <ExportMenu
      items={[
        { label: 'CSV', file: `${stem}.csv`, make: () => textBlob(toCsv(header, rows()), 'text/csv') },
        ...(geojson ? [{ label: 'GeoJSON', file: `${stem}.geojson`, make: () => textBlob(JSON.stringify(geojson()), 'application/geo+json') }] : []),
        { label: 'PNG', file: 'map.png', make: png },
        { label: t('export.markdown'), file: `${stem}.md`, make: () => textBlob(markdownTable(header, rows()), 'text/markdown') },
      ]}
    />
  );
}
