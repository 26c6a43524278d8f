import { useMemo, useRef } from 'preact/hooks';
import type { InitiativeDetail, Move } from '../../api/types';
import { toCsv } from '../../base/csv';
import { useContest, useNames } from '../../parts/contest';
import { EventRow } from '../../parts/events';
import { useChosen } from '../../parts/filters';
import { Gaps } from '../../parts/gaps';
import { markdownEvents } from '../../parts/markdown';
import { Page, Section } from '../../parts/page';
import { StageChip } from '../../parts/stage';
import { Told } from '../../parts/told';
import { Chart } from '../../widgets/chart';
import { pngOf } from '../../widgets/download';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useBackend, useGet, useLoad } from '../../widgets/load';
import { Text } from '../../widgets/text';
import { Conflicts } from '../../parts/conflicts';
import { Link } from '../../widgets/router';
import { hasHistory, stageHistory } from './stage-history';

/** A thread: how its stage moved, what was claimed and what evidenced, who says so, what is left open. */
export function InitiativePage({ id }: { readonly id: string }) {
  const dates = useChosen('as_of', 'known_by');
  const detail = useGet('/api/v1/initiatives/{id}', { path: { id }, query: dates });
  return <Loaded of={detail} lines={12}>{(data) => <Shown detail={data} />}</Loaded>;
}

function Shown({ detail }: { readonly detail: InitiativeDetail }) {
  const { t, edtf } = useI18n();
  const names = useNames();
  const canvas = useRef<() => HTMLCanvasElement | null>(() => null);
  const { initiative, moves } = detail;
  const title = t('thread.title', {
    partners: initiative.partners.map(names.country).join(', '),
    subject: initiative.is_asset ? initiative.name : names.sector(initiative.subject),
    host: names.host(initiative.host),
  });
  return (
    <Page
      title={title}
      kicker={t('thing.initiative')}
      lead={
        <dl class="facts facts-row">
          <div><dt>{t('stage.claimed')}</dt><dd><StageChip stage={initiative.claimed} /></dd></div>
          <div><dt>{t('stage.evidenced')}</dt><dd><StageChip stage={initiative.evidenced} /></dd></div>
          <div><dt>{t('stage.since')}</dt><dd>{edtf(initiative.since)}</dd></div>
          <div><dt>{t('stage.heard')}</dt><dd>{edtf(initiative.heard)}</dd></div>
          <div><dt>{t('trend.title')}</dt><dd>{initiative.trend ? t(`trend.${initiative.trend}`) : t('trend.none')}{initiative.stale && ` · ${t('trend.stale')}`}</dd></div>
          <div><dt>{t('stage.behind')}</dt><dd>{t('count.origins', { count: initiative.origins })}</dd></div>
          <div>
            <dt>{t('promise.title')}</dt>
            <dd>{t('promise.counts', { open: initiative.open_promises, overdue: initiative.overdue_promises })}</dd>
          </div>
          {initiative.is_asset && <div><dt>{t('thing.asset')}</dt><dd><Link to={['assets', initiative.subject]}><Text value={initiative.name} /></Link></dd></div>}
        </dl>
      }
      tools={<ThreadExports detail={detail} canvas={() => canvas.current()} />}
    >
      <Section title={t('thread.history')}>
        {hasHistory(moves)
          ? <History moves={moves} onReady={(get) => { canvas.current = get; }} />
          : <Empty title={t('thread.noHistory')} />}
      </Section>
      <div class="columns">
        <Section title={t('thread.moves')}>
          <ol class="event-list">
            {moves.map((move) => <MoveRow key={move.event.id} move={move} />)}
          </ol>
        </Section>
        <div>
          <Origins moves={moves} />
          {detail.gaps && <Section title={t('gaps.title')}><Gaps gaps={detail.gaps} /></Section>}
          {detail.promises.length > 0 && (
            <Section title={t('promise.title')}>
              <ul class="plain-list">
                {detail.promises.map((promise) => (
                  <li key={promise.event}>
                    <span class={`tag tag-${promise.state}`}>{t(`promise.${promise.state}`)}</span> <StageChip stage={promise.stage} />{' '}
                    <Link to={['events', promise.event]}>{edtf(promise.when)}</Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

function MoveRow({ move }: { readonly move: Move }) {
  const { t, word } = useI18n();
  return (
    <>
      <EventRow event={move.event} />
      <li class="move-note muted">
        {move.setback && <span class="tag tag-conflict">{t('thread.setback')}</span>}
        {move.evidence.length > 0
          ? t('thread.evidencedBy', { what: move.evidence.map((one) => word('evidence', one)).join(', ') })
          : t('contest.claimedOnly')}
      </li>
    </>
  );
}

function History({ moves, onReady }: { readonly moves: readonly Move[]; readonly onReady: (get: () => HTMLCanvasElement | null) => void }) {
  const { t, day } = useI18n();
  const contest = useContest();
  const names = useNames();
  const ladder = useMemo(() => contest.stages.filter((one) => one.rung !== null).map((one) => one.id), [contest]);
  const option = () => stageHistory(moves, ladder, {
    stage: names.stage,
    day: (value) => day(value),
    claimed: t('stage.claimed'),
    evidenced: t('stage.evidenced'),
  });
  return (
    <>
      <Chart
        label={t('thread.historyLabel')}
        option={option}
        height={280}
        version={moves.map((one) => one.event.id).join()}
        onReady={onReady}
      />
      <p class="chart-key muted"><span class="key key-claimed" /> {t('stage.claimed')} <span class="key key-evidenced" /> {t('stage.evidenced')}</p>
    </>
  );
}

/** Chains and conflicts of the furthest moves: the events that the stage rests on. */
function Origins({ moves }: { readonly moves: readonly Move[] }) {
  const { t } = useI18n();
  const { api } = useBackend();
  const chosen = useMemo(() => moves.filter((one) => one.status === 'actual').slice(-3).map((one) => one.event.id), [moves]);
  const details = useLoad(chosen.length > 0 ? chosen.join() : undefined, (signal) =>
    Promise.all(chosen.map((id) => api.get('/api/v1/events/{id}', { path: { id } }, signal))));
  if (chosen.length === 0) return null;
  return (
    <Loaded of={details}>
      {(data) => (
        <>
          <Section title={t('thread.chains')}>
            <ol class="told-list">
              {data.flatMap((one) => one.told_by.slice(0, 2)).map((claim) => <li key={claim.id}><Told claim={claim} /></li>)}
            </ol>
          </Section>
          {data.some((one) => one.conflicts.length > 0) && <Conflicts conflicts={data.flatMap((one) => one.conflicts)} claims={data.flatMap((one) => one.told_by)} />}
        </>
      )}
    </Loaded>
  );
}

function ThreadExports({ detail, canvas }: { readonly detail: InitiativeDetail; readonly canvas: () => HTMLCanvasElement | null }) {
  const { t, edtf } = useI18n();
  const names = useNames();
  const csv = () => toCsv(
    ['day', 'when', 'stage', 'status', 'evidence', 'setback', 'event', 'sentence'],
    detail.moves.map((one) => [one.day, one.when, one.stage, one.status, one.evidence.join(' '), one.setback, one.event.id, one.event.sentence]),
  );
  const markdown = () => `# ${detail.initiative.name}\n\n` + markdownEvents(detail.moves.map((one) => one.event), (one) => edtf(one.when), (one) => names.what(one.what));
  const png = () => {
    const drawn = canvas();
    return drawn ? pngOf(drawn) : Promise.reject(new Error(t('export.noPicture')));
  };
  return (
    <ExportMenu
      items={[
        { label: 'CSV', file: 'initiative.csv', make: () => textBlob(csv(), 'text/csv') },
        { label: 'PNG', file: 'initiative.png', make: png },
        { label: t('export.markdown'), file: 'initiative.md', make: () => textBlob(markdown(), 'text/markdown') },
      ]}
    />
  );
}
