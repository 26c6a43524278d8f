import type { Decision } from '../api/types';
import { useI18n } from '../widgets/i18n';
import { Text } from '../widgets/text';

/** What people decided, the newest first, with a way to take it back where one is given. */
export function Decisions({ decisions, onUndo }: { readonly decisions: readonly Decision[]; readonly onUndo?: (one: Decision) => void }) {
  const { t } = useI18n();
  return (
    <div class="decisions">
      <h3>{t('decisions.title')}</h3>
      <ul>
        {decisions.map((one) => (
          <li key={one.id} class={one.stands ? '' : 'is-undone'}>
            <Text value={one.words} />
            {!one.stands && <span class="tag">{t('decisions.undone')}</span>}
            {onUndo && one.stands && one.kind !== 'undo' && (
              <button type="button" class="button button-quiet" onClick={() => onUndo(one)}>{t('review.undo')}</button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
