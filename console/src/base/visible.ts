/** A run of ordinary text, or one character that would be invisible or would turn the text around. */
export type Run = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'control'; readonly code: number };

/**
 * Characters that a report may carry to deceive: control characters, bidirectional overrides and isolates, zero-width and
 * tag characters, separators that break lines. Tabs and line feeds are ordinary; zero-width joiners belong to scripts.
 */
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Splits a text so that what hides can be shown by its code. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > end) runs.push({ kind: 'text', text: text.slice(end, match.index) });
    runs.push({ kind: 'control', code: match[0].codePointAt(0) ?? 0 });
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push({ kind: 'text', text: text.slice(end) });
  return runs;
}

/** `U+202E` for what has no picture, the picture for what has one. */
export function nameOfControl(code: number): string {
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text with what hides replaced by its name, for places that take nothing but text: titles, labels, canvases. */
export function visibleText(text: string): string {
  return runsOf(text)
    .map((run) => (run.kind === 'text' ? run.text : `[${nameOfControl(run.code)}]`))
    .join('');
}
