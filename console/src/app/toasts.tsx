import type { Toast } from '../widgets/toast';
import { useI18n } from '../widgets/i18n';
import { Icon } from '../widgets/icon';
import { Text } from '../widgets/text';

/** What is said in passing, at the foot of the page. */
export function Toasts({ toasts, dismiss }: { readonly toasts: readonly Toast[]; readonly dismiss: (id: number) => void }) {
  const { t } = useI18n();
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map((one) => (
        <div key={one.id} class={`toast toast-${one.kind}`}>
          <Text value={one.text} />
          {one.action && (
            <button
              type="button"
              class="button"
              onClick={() => {
                one.action?.run();
                dismiss(one.id);
              }}
            >
              {one.action.label}
            </button>
          )}
          <button type="button" class="button button-quiet" aria-label={t('action.close')} onClick={() => dismiss(one.id)}><Icon of="close" /></button>
        </div>
      ))}
    </div>
  );
}
