import type { EventBrief } from '../api/types';
import { visibleText } from '../base/visible';

/** Text that a Markdown reader will show as it stands. */
export function escapeMarkdown(text: string): string {
  return visibleText(text).replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}

/** A table of Markdown. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n') + '\n';
}

/** Events as a list of Markdown, each with its date and what it is. */
export function markdownEvents(events: readonly EventBrief[], when: (event: EventBrief) => string, what: (event: EventBrief) => string): string {
  return events.map((event) => `- **${escapeMarkdown(when(event))}** ${escapeMarkdown(what(event))}: ${escapeMarkdown(event.sentence)}`).join('\n') + '\n';
}
