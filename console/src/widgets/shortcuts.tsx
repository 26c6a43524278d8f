import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';

/** One key that does something on a page, with what it does in words. */
export interface Shortcut {
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

/** Pages tell which keys they listen to, so that the help on `?` can list them. */
export interface ShortcutList {
  add(shortcuts: readonly Shortcut[]): () => void;
}

export const ShortcutContext = createContext<ShortcutList | undefined>(undefined);

/** Listens to keys while the page is shown. Keys typed into fields, and keys with modifiers, are left alone. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const list = useContext(ShortcutContext);
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const keys = shortcuts.map((one) => `${one.key} ${one.label}`).join('\n');
  useEffect(() => {
    const stable = latest.current.map(({ key, label }, index) => ({ key, label, run: () => latest.current[index]?.run() }));
    return list?.add(stable);
  }, [list, keys]);
}

/** Whether a key belongs to what has the focus. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target as HTMLElement | null;
  if (!target || typeof target.closest !== 'function') return false;
  return target.closest('input:not([type=checkbox]):not([type=range]), textarea, select, [contenteditable], dialog') !== null;
}
