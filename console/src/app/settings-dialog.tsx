import { useState } from 'preact/hooks';
import type { Session } from '../api/types';
import { Dialog } from '../widgets/dialog';
import { locales, useI18n, type Locale } from '../widgets/i18n';
import type { Settings } from './settings';
import type { ThemeChoice } from '../widgets/theme';

const languages: Readonly<Record<Locale, string>> = { en: 'English', ru: 'Русский' };
const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export function SettingsDialog({ settings, session, onSave, onClose }: {
  readonly settings: Settings;
  readonly session: Session | undefined;
  readonly onSave: (settings: Settings) => void;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const [draft, setDraft] = useState(settings);
  return (
    <Dialog title={t('settings.title')} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          onSave({ ...draft, author: draft.author.trim(), token: draft.token.trim() });
          onClose();
        }}
      >
        <div class="form-grid">
          <label class="field">
            <span>{t('settings.language')}</span>
            <select value={draft.locale} onChange={(event) => setDraft({ ...draft, locale: event.currentTarget.value as Locale })}>
              {locales.map((one) => <option key={one} value={one} lang={one}>{languages[one]}</option>)}
            </select>
          </label>
          <label class="field">
            <span>{t('settings.theme')}</span>
            <select value={draft.theme} onChange={(event) => setDraft({ ...draft, theme: event.currentTarget.value as ThemeChoice })}>
              {themes.map((one) => <option key={one} value={one}>{t(`settings.theme.${one}`)}</option>)}
            </select>
          </label>
        </div>
        <label class="field">
          <span>{t('settings.author')}</span>
          <input type="text" dir="auto" maxLength={200} autocomplete="name" value={draft.author} onInput={(event) => setDraft({ ...draft, author: event.currentTarget.value })} />
          <small class="muted">{t('settings.authorHelp')}</small>
        </label>
        <label class="field">
          <span>{t('settings.token')}</span>
          <input type="password" autocomplete="off" value={draft.token} onInput={(event) => setDraft({ ...draft, token: event.currentTarget.value })} />
          <small class="muted">{t('settings.tokenHelp')}</small>
        </label>
        {session && <p class="muted">{session.may_write ? t('settings.mayWrite') : t('settings.mayNotWrite')} Tamga {session.version}</p>}
        <div class="form-actions">
          <button type="button" class="button" onClick={onClose}>{t('action.cancel')}</button>
          <button type="submit" class="button button-strong">{t('action.save')}</button>
        </div>
      </form>
    </Dialog>
  );
}
