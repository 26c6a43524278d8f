import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

/** The theme in force; canvases draw again when it changes. */
export const ThemeContext = createContext<Theme>('light');

export function useTheme(): Theme {
  return useContext(ThemeContext);
}

/** A colour of the style sheets, for what is drawn on canvases. */
export function colour(name: string): string {
  return paletteOf(name)[name] ?? '#888888';
}

/** Some of these colours, asked for once: for what is drawn frame by frame. */
export function paletteOf<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim() || '#888888'])) as Record<Name, string>;
}
