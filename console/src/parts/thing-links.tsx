import type { Count, EventBrief, ReportRef } from '../api/types';
import { useI18n } from '../widgets/i18n';
import { Link } from '../widgets/router';
import { Text } from '../widgets/text';

/** Everybody and everything that an event has a page for. */
export function EventThings({ event }: { readonly event: EventBrief }) {
  const { t, word } = useI18n();
  return (
    <dl class="facts">
      {(['who', 'whom'] as const).map((side) => {
        const actors = event.actors.filter((one) => one.side === side);
        return actors.length > 0 && (
          <div key={side}>
            <dt>{t(`event.${side}`)}</dt>
            {actors.map((one) => (
              <dd key={one.id}>
                <Link to={['actors', one.id]}><Text value={one.name} /></Link>
                <span class="muted"> {[one.country, word('type', one.type)].filter(Boolean).join(' · ')}</span>
              </dd>
            ))}
          </div>
        );
      })}
      {event.assets.length > 0 && (
        <div>
          <dt>{t('event.about')}</dt>
          {event.assets.map((one) => <dd key={one.id}><Link to={['assets', one.id]}><Text value={one.name} /></Link></dd>)}
        </div>
      )}
    </dl>
  );
}

/** Who published a report, when, under which title. */
export function Source({ source }: { readonly source: ReportRef }) {
  const { t, edtf } = useI18n();
  const outlet = source.outlet ?? t('report.noOutlet');
  return (
    <span class="source">
      {source.outlet_id ? <Link to={['outlets', source.outlet_id]}><Text value={outlet} /></Link> : <Text value={outlet} />}
      <span class="muted">, {source.published ? edtf(source.published) : t('date.none')}</span>
      {source.title && <span class="source-title"><Text value={source.title} /></span>}
    </span>
  );
}

/** Names with how often, as bars; each leads to its page where it has one. */
export function Counts({ counts, to, label }: {
  readonly counts: readonly Count[];
  readonly to?: (one: Count) => readonly string[];
  readonly label: string;
}) {
  const { number } = useI18n();
  const most = Math.max(1, ...counts.map((one) => one.count));
  return (
    <ul class="counts" aria-label={label}>
      {counts.slice(0, 12).map((one) => (
        <li key={one.id}>
          <span class="counts-name">{to ? <Link to={to(one)}><Text value={one.name} /></Link> : <Text value={one.name} />}</span>
          <meter class="counts-bar" min={0} max={most} value={one.count} aria-hidden="true" />
          <span class="counts-number">{number(one.count)}</span>
        </li>
      ))}
    </ul>
  );
}
