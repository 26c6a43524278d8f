import type { EventDetail, Link as ClaimLink, ToldClaim } from '../../api/types';
import { Conflicts } from '../../parts/conflicts';
import { useNames } from '../../parts/contest';
import { Decisions } from '../../parts/decisions';
import { eventCells, eventColumns } from '../../parts/events';
import { escapeMarkdown } from '../../parts/markdown';
import { Page, Section } from '../../parts/page';
import { What } from '../../parts/stage';
import { EventThings } from '../../parts/thing-links';
import { Told } from '../../parts/told';
import { toCsv } from '../../base/csv';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import { Loaded, useGet } from '../../widgets/load';
import { Link } from '../../widgets/router';
import { Text } from '../../widgets/text';
import { useChosen } from '../../parts/filters';

/** One event: its words first, each with its chain; then what reports disagree on, and why they are one event. */
export function EventPage({ id }: { readonly id: string }) {
  const known = useChosen('known_by');
  const detail = useGet('/api/v1/events/{id}', { path: { id }, query: known });
  return <Loaded of={detail} lines={10}>{(data) => <Shown detail={data} />}</Loaded>;
}

function Shown({ detail }: { readonly detail: EventDetail }) {
  const { t, edtf, word } = useI18n();
  const names = useNames();
  const { event } = detail;
  const where = [...event.host.map(names.host), ...event.sector.map(names.sector)].join(' · ');
  return (
    <Page
      title={event.sentence || names.what(event.what)}
      kicker={<>{t('thing.event')}{where && ` · ${where}`}</>}
      tools={<EventExports detail={detail} />}
      lead={
        <p class="lead-line">
          <What what={event.what} stage={event.stage} />
          {event.status !== 'actual' && <span class="tag tag-status">{word('status', event.status)}</span>}
          <span>{event.when ? edtf(event.when) : t('date.told', { date: edtf(event.reported) })}</span>
          <span class="muted">{t('count.origins', { count: event.origins })}, {t('count.reports', { count: event.reports })}</span>
        </p>
      }
    >
      <div class="with-aside">
        <div>
          <Section title={t('event.words')} aside={<Link to={['review', event.id]} class="button">{t('event.review')}</Link>}>
            <ol class="told-list">
              {detail.told_by.map((claim) => <li key={claim.id}><Told claim={claim} /></li>)}
            </ol>
          </Section>
          {detail.conflicts.length > 0 && <Conflicts conflicts={detail.conflicts} claims={detail.told_by} />}
          {detail.links.length > 0 && <Links links={detail.links} claims={detail.told_by} />}
        </div>
        <aside class="aside">
          <EventThings event={event} />
          {detail.initiatives.length > 0 && (
            <dl class="facts">
              <div>
                <dt>{t('event.moveOf')}</dt>
                {detail.initiatives.map((one) => <dd key={one.id}><Link to={['initiatives', one.id]}><Text value={one.name} /></Link></dd>)}
              </div>
            </dl>
          )}
          {event.point && <p class="muted"><Link to={['map']} query={{ at: `${event.point.lon},${event.point.lat}` }}>{t('event.onMap')}</Link></p>}
          {detail.copies.length > 0 && <p class="muted">{t('event.copies', { count: detail.copies.length })}</p>}
          {detail.decisions.length > 0 && <Decisions decisions={detail.decisions} />}
        </aside>
      </div>
    </Page>
  );
}

function Links({ links, claims }: { readonly links: readonly ClaimLink[]; readonly claims: readonly ToldClaim[] }) {
  const { t } = useI18n();
  const outlet = (id: string) => claims.find((one) => one.id === id)?.source.outlet ?? t('report.noOutlet');
  return (
    <details class="fold">
      <summary>{t('event.why', { count: links.length })}</summary>
      <ul class="plain-list">
        {links.map((link) => (
          <li key={`${link.left} ${link.right}`}>
            <strong><Text value={outlet(link.left)} /> — <Text value={outlet(link.right)} /></strong>
            <span class="muted"> {link.reasons.map((one) => `${one.what} ${one.weight.toFixed(1)}`).join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function EventExports({ detail }: { readonly detail: EventDetail }) {
  const { t, edtf } = useI18n();
  const { event } = detail;
  const markdown = () => [
    `# ${escapeMarkdown(event.sentence)}`,
    `${event.what}, ${event.status}, ${edtf(event.when)}`,
    ...detail.told_by.map((claim) => [
      `> ${escapeMarkdown(claim.evidence.words ?? '')}`,
      `— ${escapeMarkdown(claim.chain.map((hop) => hop.name).join(' ← '))}; ${escapeMarkdown(claim.source.outlet ?? '')}, ${claim.source.published ?? ''}, ${claim.report} ${claim.evidence.begin}–${claim.evidence.end}`,
    ].join('\n')),
  ].join('\n\n') + '\n';
  const claims = () => toCsv(
    ['claim', 'report', 'outlet', 'published', 'begin', 'end', 'words', 'stage', 'status', 'when', 'chain', 'confidence'],
    detail.told_by.map((one) => [
      one.id, one.report, one.source.outlet, one.source.published, one.evidence.begin, one.evidence.end, one.evidence.words, one.stage,
      one.status, one.when?.edtf, one.chain.map((hop) => hop.name).join(' < '), one.confidence,
    ]),
  );
  return (
    <ExportMenu
      items={[
        { label: t('export.csvClaims'), file: 'claims.csv', make: () => textBlob(claims(), 'text/csv') },
        { label: 'CSV', file: 'event.csv', make: () => textBlob(toCsv(eventColumns, [eventCells(event)]), 'text/csv') },
        { label: t('export.markdown'), file: 'event.md', make: () => textBlob(markdown(), 'text/markdown') },
      ]}
    />
  );
}
