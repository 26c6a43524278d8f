import type { EventBrief } from '../api/types';
import { useI18n } from '../widgets/i18n';
import { Link } from '../widgets/router';
import { Text } from '../widgets/text';
import { useNames } from './contest';
import { What } from './stage';

/** An event in one row: when, what, who and where; the row is a link to its words. */
export function EventRow({ event }: { readonly event: EventBrief }) {
  const { t, edtf, word } = useI18n();
  const names = useNames();
  const where = [event.host.map(names.host).join(', '), event.sector.map(names.sector).join(', ')].filter((one) => one !== '');
  return (
    <li class={`event-row status-${event.status}`}>
      <span class="event-when">{event.when ? edtf(event.when) : t('date.told', { date: edtf(event.reported) })}</span>
      <span class="event-what"><What what={event.what} stage={event.stage} /></span>
      <span class="event-main">
        <Link to={['events', event.id]} class="event-link"><Text value={event.sentence || names.what(event.what)} /></Link>
        <span class="event-meta">
          {event.status !== 'actual' && <span class="tag tag-status">{word('status', event.status)}</span>}
          {where.map((one) => <span key={one}>{one}</span>)}
          <span>{t('count.origins', { count: event.origins })}</span>
          <span>{t('count.reports', { count: event.reports })}</span>
          {event.conflicts.length > 0 && (
            <span class="tag tag-conflict">{t('event.disagree', { fields: event.conflicts.map((one) => word('field', one)).join(', ') })}</span>
          )}
          {event.decided && <span class="tag tag-decided">{t('event.decided')}</span>}
        </span>
      </span>
    </li>
  );
}

export function EventList({ events, label }: { readonly events: readonly EventBrief[]; readonly label: string }) {
  return (
    <ul class="event-list" aria-label={label}>
      {events.map((event) => <EventRow key={event.id} event={event} />)}
    </ul>
  );
}

/** Columns of an event for a table of a spreadsheet. */
export const eventColumns = ['id', 'when', 'what', 'status', 'sentence', 'host', 'sector', 'partners', 'origins', 'reports'] as const;

export function eventCells(event: EventBrief): (string | number | null)[] {
  return [
    event.id, event.when, event.what, event.status, event.sentence, event.host.join(' '), event.sector.join(' '),
    event.partners.join(' '), event.origins, event.reports,
  ];
}
