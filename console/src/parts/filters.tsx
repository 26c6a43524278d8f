import type { ComponentChildren } from 'preact';
import { listOf } from '../base/view-state';
import { Choose, type Choice } from '../widgets/choose';
import { useI18n } from '../widgets/i18n';
import { useRouter, useSetQuery } from '../widgets/router';
import { useContest, useNames } from './contest';

/** Parameters of the API that the address carries. */
export type Chosen = Readonly<Record<string, string>>;

/** The named parameters of the address, those that are there, as the API takes them. */
export function useChosen(...names: readonly string[]): Chosen {
  const { place } = useRouter();
  return Object.fromEntries(names.flatMap((name) => (place.query[name] ? [[name, place.query[name]]] : [])));
}

export type FilterName = 'host' | 'sector' | 'partner' | 'stage' | 'status' | 'event' | 'outlet';

/** Filters of what is shown, kept in the address. */
export function Filters({ of, children }: { readonly of: readonly FilterName[]; readonly children?: ComponentChildren }) {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const choices = useChoices();
  const any = of.some((name) => place.query[name]);
  return (
    <div class="filters" role="group" aria-label={t('filter.title')}>
      {of.map((name) => (
        <Choose
          key={name}
          label={t(`filter.${name}`)}
          choices={choices[name]}
          chosen={listOf(place.query[name])}
          onChange={(chosen) => set({ [name]: chosen.join(','), cursor: undefined })}
        />
      ))}
      {children}
      {any && (
        <button type="button" class="button button-quiet" onClick={() => set(Object.fromEntries(of.map((name) => [name, undefined])))}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}

function useChoices(): Readonly<Record<FilterName, readonly Choice[]>> {
  const contest = useContest();
  const names = useNames();
  const { word } = useI18n();
  const country = (one: { id: string; events: number }) => ({ id: one.id, name: names.country(one.id), count: one.events });
  return {
    host: contest.hosts.map(country),
    partner: contest.partners.map(country),
    sector: contest.sectors.filter((one) => one.events > 0).map((one) => ({ id: one.id, name: names.sector(one.id), count: one.events })),
    stage: contest.stages.map((one) => ({ id: one.id, name: names.stage(one.id) })),
    status: contest.statuses.map((id) => ({ id, name: word('status', id) })),
    event: contest.event_types.map((id) => ({ id, name: word('event', id) })),
    outlet: contest.outlets.map((one) => ({ id: one.id, name: one.name, count: one.reports })),
  };
}

/** Two dates between which something is shown, kept in the address as `from` and `to`. */
export function FromTo() {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const field = (name: 'from' | 'to') => (
    <label class="inline-field">
      <span>{t(`filter.${name}`)}</span>
      <input type="date" value={place.query[name] ?? ''} onChange={(event) => set({ [name]: event.currentTarget.value })} />
    </label>
  );
  return <>{field('from')}{field('to')}</>;
}

/** The dates of the question, where they are not today, with a way back to today. */
export function QuestionDates() {
  const { t, edtf } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const { as_of: asOf, known_by: knownBy } = place.query;
  if (!asOf && !knownBy) return null;
  return (
    <p class="question-dates">
      {asOf && <span>{t('question.asOf', { date: edtf(asOf) })}</span>}
      {knownBy && <span>{t('question.knownBy', { date: edtf(knownBy) })}</span>}
      <button type="button" class="button button-quiet" onClick={() => set({ as_of: undefined, known_by: undefined })}>{t('question.today')}</button>
    </p>
  );
}
