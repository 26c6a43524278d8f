import type { EventBrief } from '../../api/types';
import { toCsv } from '../../base/csv';
import { useNames } from '../../parts/contest';
import { eventCells, eventColumns } from '../../parts/events';
import { escapeMarkdown, markdownEvents } from '../../parts/markdown';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';

/** Exports of a page that lists events. */
export function EventExports({ title, events }: { readonly title: string; readonly events: readonly EventBrief[] }) {
  const { t, edtf } = useI18n();
  const names = useNames();
  const markdown = () => `# ${escapeMarkdown(title)}\n\n` + markdownEvents(events, (one) => edtf(one.when), (one) => names.what(one.what));
  return (
    <ExportMenu
      items={[
        { label: 'CSV', file: 'events.csv', make: () => textBlob(toCsv(eventColumns, events.map(eventCells)), 'text/csv') },
        { label: t('export.markdown'), file: 'events.md', make: () => textBlob(markdown(), 'text/markdown') },
      ]}
    />
  );
}
