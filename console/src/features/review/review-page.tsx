import { useState } from 'preact/hooks';
import type { Doubt, DoubtDetail } from '../../api/types';
import { Conflicts } from '../../parts/conflicts';
import { Decisions } from '../../parts/decisions';
import { Filters, useChosen } from '../../parts/filters';
import { Page } from '../../parts/page';
import { What } from '../../parts/stage';
import { EventThings } from '../../parts/thing-links';
import { Told } from '../../parts/told';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { Link, useCarried, useRouter } from '../../widgets/router';
import { useReader } from '../../widgets/session';
import { useShortcuts } from '../../widgets/shortcuts';
import { Text } from '../../widgets/text';
import { useDecide, type Draft } from './decide';
import { DecisionForm, type FormKind } from './forms';

/** The queue of what needs a person, worked through by keyboard. */
export function ReviewPage({ id }: { readonly id: string | undefined }) {
  const { t } = useI18n();
  const many = useChosen('host', 'sector', 'partner');
  const one = Object.fromEntries(Object.entries(many).map(([name, value]) => [name, value.split(',')[0] ?? '']));
  const queue = useGet('/api/v1/review/queue', { query: { ...one, limit: 100 } });
  return (
    <Page title={t('review.title')} lead={<p>{t('review.lead')}</p>} class="page-review">
      <Filters of={['host', 'sector', 'partner']} />
      <Loaded of={queue} lines={10}>
        {(page) => <Board queue={page.queue} total={page.total} id={id} reload={queue.retry} />}
      </Loaded>
    </Page>
  );
}

interface BoardProps {
  readonly queue: readonly Doubt[];
  readonly total: number;
  readonly id: string | undefined;
  readonly reload: () => void;
}

function Board({ queue, total, id, reload }: BoardProps) {
  const { t } = useI18n();
  const { go } = useRouter();
  const carry = useCarried();
  const index = queue.findIndex((one) => one.event.id === id);
  const current = id ?? queue[0]?.event.id;
  const open = (event: string | undefined) => event && go(carry(['review', event]), { replace: true });
  const move = (by: number) => open(queue[Math.min(queue.length - 1, Math.max(0, (index < 0 ? 0 : index) + by))]?.event.id);
  useShortcuts([
    { key: 'j', label: t('review.key.next'), run: () => move(1) },
    { key: 'k', label: t('review.key.previous'), run: () => move(-1) },
  ]);
  if (!current) return <><Empty title={t('review.empty')}>{t('review.emptyHelp')}</Empty><Log reload={reload} /></>;
  const after = () => {
    const next = queue[(index < 0 ? 0 : index) + 1] ?? queue[(index < 0 ? 0 : index) - 1];
    reload();
    if (next) open(next.event.id);
  };
  return (
    <div class="review">
      <nav class="queue" aria-label={t('review.queue')}>
        <p class="muted">{t('review.count', { count: total })}</p>
        <ol>
          {queue.map((one) => (
            <li key={one.event.id}>
              <Link to={['review', one.event.id]} class="queue-item" aria-current={one.event.id === current ? 'true' : undefined}>
                <span class="queue-top"><What what={one.event.what} stage={one.event.stage} /><span class="muted number">{one.score.toFixed(2)}</span></span>
                <span class="queue-sentence"><Text value={one.event.sentence || one.words} /></span>
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <Case key={current} id={current} onNext={after} reload={reload} />
    </div>
  );
}

function Case({ id, onNext, reload }: { readonly id: string; readonly onNext: () => void; readonly reload: () => void }) {
  const detail = useGet('/api/v1/review/queue/{id}', { path: { id } });
  const refresh = () => {
    detail.retry();
    reload();
  };
  return (
    <div class="case">
      <Loaded of={detail} lines={10}>{(data) => <Shown detail={data} onNext={onNext} refresh={refresh} />}</Loaded>
      <Log reload={refresh} />
    </div>
  );
}

const actions = [
  { key: 'a', kind: 'accept' },
  { key: 'c', kind: 'correct' },
  { key: 'm', kind: 'merge' },
  { key: 's', kind: 'split' },
  { key: 'd', kind: 'dispute' },
  { key: 'x', kind: 'retract' },
] as const;

function Shown({ detail, onNext, refresh }: { readonly detail: DoubtDetail; readonly onNext: () => void; readonly refresh: () => void }) {
  const { t, word, edtf, percent } = useI18n();
  const { doubt } = detail;
  const { event } = detail.detail;
  const [form, setForm] = useState<FormKind>();
  const { busy, last, decide, undo } = useDecide(() => undefined);
  const run = async (draft: Draft) => {
    setForm(undefined);
    if (await decide(draft)) onNext();
  };
  const act = (kind: (typeof actions)[number]['kind']) => (kind === 'accept' ? void run({ kind, ids: [event.id] }) : setForm(kind));
  const standing = detail.detail.decisions.filter((one) => one.stands && one.kind !== 'undo');
  const takeBack = async () => {
    const newest = last.length > 0 ? last : standing.slice(0, 1);
    if (newest.length > 0 && (await undo(newest))) refresh();
  };
  useShortcuts([
    ...actions.map((one) => ({ key: one.key, label: word('decision', one.kind), run: () => act(one.kind) })),
    { key: 'u', label: t('review.undo'), run: () => void takeBack() },
  ]);
  return (
    <article class="case-card" aria-busy={busy}>
      <h2><Text value={event.sentence || word('stage', event.what)} /></h2>
      <p class="lead-line">
        <What what={event.what} stage={event.stage} />
        {event.status !== 'actual' && <span class="tag tag-status">{word('status', event.status)}</span>}
        <span>{event.when ? edtf(event.when) : t('date.told', { date: edtf(event.reported) })}</span>
        <Link to={['events', event.id]}>{t('review.open')}</Link>
      </p>
      {doubt && (
        <div class="doubts">
          <h3>{t('review.why')}</h3>
          <ul>{doubt.reasons.map((one) => <li key={one}><Text value={one} /></li>)}</ul>
          <p class="muted">{t('review.score', { doubt: percent(doubt.doubt), importance: percent(doubt.importance) })}</p>
        </div>
      )}
      <Actions busy={busy} onAct={act} />
      <ol class="told-list">{detail.detail.told_by.map((claim) => <li key={claim.id}><Told claim={claim} /></li>)}</ol>
      {detail.detail.conflicts.length > 0 && <Conflicts conflicts={detail.detail.conflicts} claims={detail.detail.told_by} />}
      <EventThings event={event} />
      {detail.detail.decisions.length > 0 && (
        <Decisions decisions={detail.detail.decisions} onUndo={(one) => void undo([one]).then((done) => done && refresh())} />
      )}
      {form && <DecisionForm kind={form} detail={detail} onClose={() => setForm(undefined)} onDecide={(draft) => void run(draft)} />}
    </article>
  );
}

function Actions({ busy, onAct }: { readonly busy: boolean; readonly onAct: (kind: (typeof actions)[number]['kind']) => void }) {
  const { t, word } = useI18n();
  const reader = useReader();
  return (
    <>
      <div class="actions" role="group" aria-label={t('review.actions')}>
        {actions.map((one) => (
          <button key={one.kind} type="button" class={`button ${one.kind === 'accept' ? 'button-strong' : ''}`} disabled={busy} onClick={() => onAct(one.kind)} aria-keyshortcuts={one.key}>
            {word('decision', one.kind)} <kbd>{one.key}</kbd>
          </button>
        ))}
      </div>
      {(!reader.author || (reader.session && !reader.session.may_write)) && (
        <p class="notice">{t('review.who')} <button type="button" class="button" onClick={reader.openSettings}>{t('settings.title')}</button></p>
      )}
    </>
  );
}

/** What was decided lately, so that it can be taken back after its event has left the queue. */
function Log({ reload }: { readonly reload: () => void }) {
  const log = useGet('/api/v1/decisions', { query: { limit: 8 } });
  const { undo } = useDecide(() => {
    log.retry();
    reload();
  });
  if (!log.data || log.data.decisions.length === 0) return null;
  return <Decisions decisions={log.data.decisions} onUndo={(one) => void undo([one])} />;
}
