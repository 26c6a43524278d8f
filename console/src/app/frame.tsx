import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { StreamState } from '../api/stream';
import { useI18n } from '../widgets/i18n';
import { Icon } from '../widgets/icon';
import { Link, useCarried, useRouter } from '../widgets/router';
import { isTyping, ShortcutContext, type Shortcut, type ShortcutList } from '../widgets/shortcuts';
import { HelpDialog } from './help-dialog';
import { pages } from './pages';

interface FrameProps {
  readonly live: StreamState;
  readonly theme: 'light' | 'dark';
  readonly onSettings: () => void;
  readonly onTheme: () => void;
  readonly children: ComponentChildren;
}

/** What stands around every page: the menu, search, settings, keys. */
export function Frame({ live, theme, onSettings, onTheme, children }: FrameProps) {
  const { t } = useI18n();
  const { place } = useRouter();
  const main = useRef<HTMLElement>(null);
  const [help, setHelp] = useState(false);
  const { list, current } = useShortcutList();
  const path = place.path.join('/');
  useKeys(current, () => setHelp(true), onTheme);
  useFocusOnNewPage(main, path);
  return (
    <ShortcutContext.Provider value={list}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('nav.skip')}
      </a>
      <header class="top">
        <Link to={[]} class="brand" aria-label="Tamga">
          <svg viewBox="0 0 32 32" aria-hidden="true"><path d="M16 6v20M9 11a7 7 0 0 0 14 0M10 26h12" /></svg>
          <span>Tamga</span>
        </Link>
        <nav class="menu-main" aria-label={t('nav.main')}>
          {pages.map((one) => (
            <Link key={one.key} to={one.path} aria-current={isCurrent(one.path, place.path) ? 'page' : undefined}>{t(one.name)}</Link>
          ))}
        </nav>
        <div class="top-tools">
          <SearchBox />
          <span class={`live live-${live}`} role="img" aria-label={t(`live.${live}`)} title={t(`live.${live}`)} />
          <button type="button" class="button button-quiet" onClick={onTheme} aria-label={t('help.theme')} title={`${t('help.theme')} (t)`}><Icon of={theme === 'dark' ? 'sun' : 'moon'} /></button>
          <button type="button" class="button button-quiet" onClick={() => setHelp(true)} aria-label={t('help.title')} title={`${t('help.title')} (?)`}>?</button>
          <button type="button" class="button button-quiet" onClick={onSettings} aria-label={t('settings.title')} title={t('settings.title')}><Icon of="settings" /></button>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>{children}</main>
      {help && <HelpDialog shortcuts={current} onClose={() => setHelp(false)} />}
    </ShortcutContext.Provider>
  );
}

const inLedger = ['initiatives', 'actors', 'assets', 'outlets', 'reports', 'gaps'];

function isCurrent(page: readonly string[], path: readonly string[]): boolean {
  const [first] = page;
  if (first === 'initiatives') return inLedger.includes(path[0] ?? '');
  return first === path[0];
}

function SearchBox() {
  const { t } = useI18n();
  const { go, place } = useRouter();
  const carry = useCarried();
  const [typed, setTyped] = useState('');
  if (place.path[0] === 'search') return null;
  return (
    <form
      class="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        go(carry(['search'], { q: typed.trim() }));
        setTyped('');
      }}
    >
      <input id="search" type="search" dir="auto" value={typed} aria-label={t('search.label')} placeholder={t('nav.search')} onInput={(event) => setTyped(event.currentTarget.value)} />
    </form>
  );
}

/** A new page begins at its top, and is where the keyboard is. */
function useFocusOnNewPage(main: { readonly current: HTMLElement | null }, path: string): void {
  const first = useRef(true);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      document.querySelector('.menu-main [aria-current]')?.scrollIntoView?.({ inline: 'center', block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [path]);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (path.startsWith('review/')) return;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
}

function useShortcutList(): { readonly list: ShortcutList; readonly current: readonly Shortcut[] } {
  const [sets, setSets] = useState<readonly (readonly Shortcut[])[]>([]);
  const list = useMemo<ShortcutList>(() => ({
    add: (shortcuts) => {
      setSets((before) => [...before, shortcuts]);
      return () => setSets((before) => before.filter((one) => one !== shortcuts));
    },
  }), []);
  return { list, current: useMemo(() => sets.flat(), [sets]) };
}

/** Keys that work everywhere, and those of the page. */
function useKeys(shortcuts: readonly Shortcut[], onHelp: () => void, onTheme: () => void): void {
  const { go } = useRouter();
  const carry = useCarried();
  const latest = useRef({ shortcuts, onHelp, onTheme, go, carry });
  latest.current = { shortcuts, onHelp, onTheme, go, carry };
  useEffect(() => {
    let going = 0;
    const down = (event: KeyboardEvent) => {
      if (isTyping(event) || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const state = latest.current;
      if (Date.now() - going < 1500) {
        going = 0;
        const page = pages.find((one) => one.key === event.key);
        if (page) {
          event.preventDefault();
          return state.go(state.carry(page.path));
        }
      }
      const own = state.shortcuts.find((one) => one.key === event.key);
      if (event.key === 'g') going = Date.now();
      else if (event.key === '?') state.onHelp();
      else if (event.key === 't') state.onTheme();
      else if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('#search, .search-field');
        if (field) field.focus();
      } else if (own) own.run();
      else return undefined;
      event.preventDefault();
      return undefined;
    };
    addEventListener('keydown', down);
    return () => removeEventListener('keydown', down);
  }, []);
}
