import { useState } from 'preact/hooks';
import type { Decision, NewDecision } from '../../api/types';
import { useI18n } from '../../widgets/i18n';
import { asApiError, useBackend } from '../../widgets/load';
import { useReader } from '../../widgets/session';
import { useNotify } from '../../widgets/toast';

export type Draft = Omit<NewDecision, 'author'>;

/** Sends decisions and takes them back, and says how that went. */
export function useDecide(onDone: () => void) {
  const { api, refresh } = useBackend();
  const { t, word } = useI18n();
  const reader = useReader();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<readonly Decision[]>([]);

  const guarded = async (run: () => Promise<void>): Promise<boolean> => {
    if (!reader.author || (reader.session && !reader.session.may_write)) {
      reader.openSettings();
      return false;
    }
    setBusy(true);
    try {
      await run();
      refresh();
      return true;
    } catch (error) {
      const problem = asApiError(error);
      notify(problem.status === 401 ? t('error.unauthorized') : problem.message, 'bad');
      if (problem.status === 401) reader.openSettings();
      return false;
    } finally {
      setBusy(false);
    }
  };

  const undo = (decisions: readonly Decision[]) => guarded(async () => {
    for (const one of decisions) await api.undo(one.id, reader.author, t('review.undoReason'));
    setLast([]);
    notify(t('review.undoneNow'));
    onDone();
  });

  const decide = (draft: Draft) => guarded(async () => {
    const made = await api.decide({ ...draft, author: reader.author });
    setLast(made);
    notify(t('review.done', { what: word('decision', draft.kind) }), 'good', { label: t('review.undo'), run: () => void undo(made) });
    onDone();
  });

  return { busy, last, decide, undo };
}
