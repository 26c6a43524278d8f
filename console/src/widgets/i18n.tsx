import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { dateOf, type Day } from '../base/days';
import { endsOf, parseDate } from '../base/edtf';
import { Formatter, type MessageValues } from '../base/message';
import type { MessageKey, Messages } from '../base/messages/en';

/** The languages of the interface. */
export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

/** The words of the interface in one language, and dates, numbers and countries as that language writes them. */
export class I18n {
  private readonly formatter: Formatter;
  private readonly regions: Intl.DisplayNames;
  private readonly formats = new Map<string, Intl.DateTimeFormat>();

  constructor(
    readonly locale: Locale,
    private readonly messages: Messages,
  ) {
    this.formatter = new Formatter(locale);
    this.regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  }

  readonly t = (key: MessageKey, values?: MessageValues): string => this.formatter.format(this.messages[key], values);

  /** A word of the API's, by its own name where the catalogue has none: stages, types of events, the pack's sectors. */
  readonly word = (group: string, id: string, otherwise?: string): string => {
    const message = (this.messages as Readonly<Record<string, string>>)[`${group}.${id}`];
    return message ?? otherwise ?? id;
  };

  readonly number = (value: number): string => this.formatter.format('{value}', { value });

  readonly percent = (share: number): string =>
    new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);

  /** The name of a country in this language; `fallback` for what is no country code. */
  readonly country = (code: string, fallback: string): string => {
    if (this.locale === 'en' || !/^[A-Z]{2}$/.test(code)) return fallback;
    return this.regions.of(code) ?? fallback;
  };

  readonly day = (day: Day, style: 'day' | 'month' | 'year' = 'day'): string => {
    let format = this.formats.get(style);
    if (!format) {
      format = new Intl.DateTimeFormat(dateLocales[this.locale], { timeZone: 'UTC', ...dateStyles[style] });
      this.formats.set(style, format);
    }
    return format.format(dateOf(day));
  };

  /** An EDTF expression in words: "17 Mar 2025", "about 2025", "by 2035". What cannot be read stays as it is. */
  readonly edtf = (edtf: string | null | undefined): string => {
    if (!edtf) return this.t('date.none');
    const [from, to] = endsOf(edtf);
    if (from === to) return this.single(from);
    if (from === '') return this.t('date.by', { date: this.single(to) });
    if (to === '') return this.t('date.from', { date: this.single(from) });
    return this.t('date.between', { from: this.single(from), to: this.single(to) });
  };

  private single(text: string): string {
    const date = parseDate(text);
    if (!date) return text;
    return date.vague ? this.t('date.about', { date: this.plain(text.replace(/[~?%]$/, '')) }) : this.plain(text);
  }

  private plain(text: string): string {
    const date = parseDate(text);
    if (!date || text.includes('X')) return text;
    const year = Number(date.year);
    if (date.month === undefined) return date.year;
    if (date.month > 12) return this.word('season', String(date.month)) + ` ${date.year}`;
    const day = Math.round(Date.UTC(year, date.month - 1, date.day ?? 1) / 86_400_000);
    return this.day(day, date.day === undefined ? 'month' : 'day');
  }
}

/** The day before the month in both languages: no date can be read two ways. */
const dateLocales: Readonly<Record<Locale, string>> = { en: 'en-GB', ru: 'ru' };

const dateStyles: Readonly<Record<'day' | 'month' | 'year', Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

export const I18nContext = createContext<I18n | undefined>(undefined);

export function useI18n(): I18n {
  const i18n = useContext(I18nContext);
  if (!i18n) throw new Error('No language was provided');
  return i18n;
}
