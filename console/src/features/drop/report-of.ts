import type { NewReport } from '../../api/types';

export interface DropForm {
  readonly kind: 'text' | 'html' | 'fetch';
  readonly content: string;
  readonly outlet: string;
  readonly published: string;
  readonly title: string;
  readonly url: string;
}

/** The report that a form describes, without what was left empty. */
export function reportOf(form: DropForm): NewReport {
  const report: NewReport = { [form.kind]: form.kind === 'fetch' ? form.content.trim() : form.content };
  for (const name of ['outlet', 'published', 'title', 'url'] as const) {
    const value = form[name].trim();
    if (value && !(name === 'url' && form.kind === 'fetch')) report[name] = value;
  }
  return report;
}

/** How a dropped file is read: as a page when its name or type says so. */
export function kindOfFile(name: string, type: string): 'text' | 'html' {
  return /\.x?html?$/i.test(name) || type === 'text/html' || type === 'application/xhtml+xml' ? 'html' : 'text';
}
