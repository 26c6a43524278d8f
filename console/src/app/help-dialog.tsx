import { Dialog } from '../widgets/dialog';
import { useI18n } from '../widgets/i18n';
import type { Shortcut } from '../widgets/shortcuts';
import { pages } from './pages';

/** All keys: those that work everywhere, and those of the page. */
export function HelpDialog({ shortcuts, onClose }: { readonly shortcuts: readonly Shortcut[]; readonly onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <h3>{t('help.everywhere')}</h3>
      <dl class="keys">
        <div><dt><kbd>/</kbd></dt><dd>{t('help.search')}</dd></div>
        <div><dt><kbd>?</kbd></dt><dd>{t('help.help')}</dd></div>
        <div><dt><kbd>t</kbd></dt><dd>{t('help.theme')}</dd></div>
        {pages.map((one) => <div key={one.key}><dt><kbd>g</kbd> <kbd>{one.key}</kbd></dt><dd>{t(one.name)}</dd></div>)}
      </dl>
      {shortcuts.length > 0 && (
        <>
          <h3>{t('help.here')}</h3>
          <dl class="keys">
            {shortcuts.map((one) => <div key={one.key}><dt><kbd>{one.key}</kbd></dt><dd>{one.label}</dd></div>)}
          </dl>
        </>
      )}
    </Dialog>
  );
}
