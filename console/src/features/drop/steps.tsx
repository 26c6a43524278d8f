import { useEffect, useState } from 'preact/hooks';
import type { AddedReport, StreamedReading } from '../../api/types';
import { useI18n } from '../../widgets/i18n';
import { Icon } from '../../widgets/icon';
import { useNews } from '../../widgets/news';

type Step = StreamedReading['step'];
const order = ['received', 'read', 'kept', 'merged'] as const;

/** How far the reading of a report has got, as the server tells it. */
export interface ReadingSteps {
  readonly started: boolean;
  readonly done: ReadonlySet<Step>;
  start(): void;
  finish(added: AddedReport): void;
  fail(): void;
  clear(): void;
}

export function useSteps(): ReadingSteps {
  const [started, setStarted] = useState(false);
  const [done, setDone] = useState<ReadonlySet<Step>>(new Set());
  const news = useNews();
  useEffect(() => {
    if (!started) return undefined;
    return news((one) => {
      if (one.kind === 'reading') setDone((before) => new Set([...before, one.data.step]));
    });
  }, [started, news]);
  return {
    started,
    done,
    start: () => {
      setStarted(true);
      setDone(new Set());
    },
    // The answer itself says what the stream may not have said yet.
    finish: (added) => setDone((before) => new Set<Step>([...before, 'received', 'read', ...(added.outcome === 'read' ? [] : ['kept' as const, 'merged' as const])])),
    fail: () => setDone((before) => new Set([...before, 'failed'])),
    clear: () => setStarted(false),
  };
}

export function Steps({ steps }: { readonly steps: ReadingSteps }) {
  const { t } = useI18n();
  if (!steps.started) return null;
  const failed = steps.done.has('failed');
  return (
    <ol class="steps" aria-label={t('drop.steps')}>
      {order.map((step) => (
        <li key={step} class={steps.done.has(step) ? 'is-done' : failed ? 'is-failed' : 'is-waiting'}>
          {steps.done.has(step) ? <Icon of="done" /> : failed ? <Icon of="close" /> : <span aria-hidden="true">…</span>} {t(`drop.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
