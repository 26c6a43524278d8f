import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Api } from '../api/client';
import { ContestProvider } from '../parts/contest';
import { I18n, I18nContext, type Locale } from '../widgets/i18n';
import { BackendContext, Failed, Skeleton, useGet } from '../widgets/load';
import { NewsContext } from '../widgets/news';
import { RouterContext } from '../widgets/router';
import { ReaderContext, type Reader } from '../widgets/session';
import { ThemeContext } from '../widgets/theme';
import { NotifyContext, type Notify, type Toast } from '../widgets/toast';
import { en } from '../base/messages/en';
import { Frame } from './frame';
import { Routes } from './routes';
import { readSettings, tokenOf, writeSettings, type Settings } from './settings';
import { SettingsDialog } from './settings-dialog';
import { Toasts } from './toasts';
import { useLive, type Live } from './use-live';
import { useHashRouter } from './use-router';
import { useAppliedTheme } from './use-theme';

/** A storage of the browser; undefined where it is forbidden. */
function storage(kind: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return globalThis[kind];
  } catch {
    return undefined;
  }
}

/** Settings at the start, with the token of the address, which is taken out of it at once. */
function firstSettings(): Settings {
  const kept = readSettings(storage('localStorage'), storage('sessionStorage'), navigator.languages);
  const token = tokenOf(location.hash);
  if (token === undefined) return kept;
  history.replaceState(null, '', '#/');
  const settings = { ...kept, token };
  writeSettings(storage('localStorage'), storage('sessionStorage'), settings);
  return settings;
}

/** The console: what everything in it stands on. */
export function App() {
  const [settings, setSettings] = useState(firstSettings);
  const token = useRef(settings.token);
  token.current = settings.token;
  const api = useMemo(() => new Api({ baseUrl: new URL('.', document.baseURI).href.replace(/\/$/, ''), token: () => token.current || undefined }), []);
  const router = useHashRouter();
  const theme = useAppliedTheme(settings.theme);
  const i18n = useLanguage(settings.locale);
  const [generation, setGeneration] = useState(0);
  const refresh = useCallback(() => setGeneration((count) => count + 1), []);
  const live = useLive(api, settings.token, refresh);
  const backend = useMemo(() => ({ api, generation, refresh }), [api, generation, refresh, settings.token]);
  const { toasts, notify, dismiss } = useToasts();
  const change = useCallback((next: Settings) => {
    token.current = next.token;
    writeSettings(storage('localStorage'), storage('sessionStorage'), next);
    setSettings(next);
  }, []);
  if (!i18n) return <div class="boot" />;
  return (
    <I18nContext.Provider value={i18n}>
      <ThemeContext.Provider value={theme}>
        <RouterContext.Provider value={router}>
          <BackendContext.Provider value={backend}>
            <NewsContext.Provider value={live.subscribe}>
              <NotifyContext.Provider value={notify}>
                <Inside settings={settings} onSettings={change} live={live} theme={theme} refresh={refresh} />
                <Toasts toasts={toasts} dismiss={dismiss} />
              </NotifyContext.Provider>
            </NewsContext.Provider>
          </BackendContext.Provider>
        </RouterContext.Provider>
      </ThemeContext.Provider>
    </I18nContext.Provider>
  );
}

interface InsideProps {
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly live: Live;
  readonly theme: 'light' | 'dark';
  readonly refresh: () => void;
}

function Inside({ settings, onSettings, live, theme, refresh }: InsideProps) {
  const contest = useGet('/api/v1/contest', {});
  const session = useGet('/api/v1/session', {});
  const [open, setOpen] = useState(false);
  const shown = contest.data?.ledger.version;
  // The stream may have been late: what counts is whether the ledger is another than the one that is shown.
  useEffect(() => {
    if (live.version !== undefined && shown !== undefined && live.version !== shown) refresh();
  }, [live.version, shown === undefined]);
  useEffect(() => {
    contest.retry();
    session.retry();
  }, [settings.token]);
  const reader = useMemo<Reader>(() => ({
    author: settings.author,
    token: settings.token,
    session: session.data,
    setAuthor: (author) => onSettings({ ...settings, author }),
    setToken: (token) => onSettings({ ...settings, token }),
    openSettings: () => setOpen(true),
  }), [settings, session.data, onSettings]);
  const toggleTheme = () => onSettings({ ...settings, theme: theme === 'dark' ? 'light' : 'dark' });
  return (
    <ReaderContext.Provider value={reader}>
      <ContestProvider contest={contest.data}>
        <Frame live={live.state} onSettings={() => setOpen(true)} onTheme={toggleTheme} theme={theme}>
          {contest.data ? <Routes /> : contest.error ? <Failed error={contest.error} retry={contest.retry} /> : <Skeleton lines={12} asked />}
        </Frame>
        {open && <SettingsDialog settings={settings} session={session.data} onSave={onSettings} onClose={() => setOpen(false)} />}
      </ContestProvider>
    </ReaderContext.Provider>
  );
}

/** The words of a language; those of another than English are fetched when they are asked for. */
function useLanguage(locale: Locale): I18n | undefined {
  const [i18n, setI18n] = useState(() => (locale === 'en' ? new I18n('en', en) : undefined));
  useEffect(() => {
    document.documentElement.lang = locale;
    let gone = false;
    const messages = locale === 'en' ? Promise.resolve(en) : import('../base/messages/ru').then((module) => module.ru);
    void messages.then((found) => !gone && setI18n(new I18n(locale, found)));
    return () => {
      gone = true;
    };
  }, [locale]);
  return i18n;
}

function useToasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(0);
  const dismiss = useCallback((id: number) => setToasts((before) => before.filter((one) => one.id !== id)), []);
  const notify = useCallback<Notify>((text, kind = 'good', action) => {
    const id = ++next.current;
    setToasts((before) => [...before.slice(-2), { id, text, kind, action }]);
    setTimeout(() => dismiss(id), action || kind === 'bad' ? 15_000 : 5000);
  }, [dismiss]);
  return { toasts, notify, dismiss };
}
