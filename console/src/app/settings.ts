import { locales, type Locale } from '../widgets/i18n';
import type { ThemeChoice } from '../widgets/theme';

/** What a reader chose, kept in the browser; the token only until the tab is closed. */
export interface Settings {
  readonly locale: Locale;
  readonly theme: ThemeChoice;
  readonly author: string;
  readonly token: string;
}

const key = 'tamga.settings';
const tokenKey = 'tamga.token';

/** Reads settings; what is missing, broken or forbidden by the browser is as at first. */
export function readSettings(local: Storage | undefined, session: Storage | undefined, languages: readonly string[]): Settings {
  const kept = parsed(local?.getItem(key));
  const spoken = languages.map((one) => one.slice(0, 2).toLowerCase()).find((one): one is Locale => (locales as readonly string[]).includes(one));
  return {
    locale: (locales as readonly unknown[]).includes(kept['locale']) ? (kept['locale'] as Locale) : (spoken ?? 'en'),
    theme: kept['theme'] === 'light' || kept['theme'] === 'dark' ? kept['theme'] : 'system',
    author: typeof kept['author'] === 'string' ? kept['author'] : '',
    token: session?.getItem(tokenKey) ?? '',
  };
}

export function writeSettings(local: Storage | undefined, session: Storage | undefined, settings: Settings): void {
  const { token, ...rest } = settings;
  local?.setItem(key, JSON.stringify(rest));
  if (token) session?.setItem(tokenKey, token);
  else session?.removeItem(tokenKey);
}

/** The token of an address that `tamga serve` printed (`#token=…`); undefined for any other address. */
export function tokenOf(hash: string): string | undefined {
  const token = /^#token=(.+)$/.exec(hash)?.[1];
  if (token === undefined) return undefined;
  try {
    return decodeURIComponent(token);
  } catch {
    return undefined;
  }
}

function parsed(text: string | null | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
