import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Contest } from '../api/types';
import { useI18n, type I18n } from '../widgets/i18n';

export const ContestContext = createContext<Contest | undefined>(undefined);

export function useContest(): Contest {
  const contest = useContext(ContestContext);
  if (!contest) throw new Error('No contest was provided');
  return contest;
}

/** Names of what answers give by id, in the language of the interface. */
export interface Names {
  host(id: string): string;
  country(id: string): string;
  sector(id: string): string;
  stage(id: string): string;
  /** What an event is: its stage, mode or type. */
  what(id: string): string;
  outlet(id: string): string;
  /** From 0; undefined off the ladder. */
  rung(stage: string): number | undefined;
}

export function useNames(): Names {
  const contest = useContest();
  const i18n = useI18n();
  return useMemo(() => namesOf(contest, i18n), [contest, i18n]);
}

function namesOf(contest: Contest, { country, word }: I18n): Names {
  const given = (id: string) => contest.countries[id] ?? contest.hosts.find((one) => one.id === id)?.name ?? id;
  const countryName = (id: string) => (id === contest.region || id === 'region' ? word('country', 'region', given(id)) : country(id, given(id)));
  return {
    host: countryName,
    country: countryName,
    sector: (id) => word('sector', id, contest.sectors.find((one) => one.id === id)?.name ?? id),
    stage: (id) => word('stage', id),
    what: (id) => word('stage', id, word('event', id, id)),
    outlet: (id) => contest.outlets.find((one) => one.id === id)?.name ?? id,
    rung: (stage) => contest.stages.find((one) => one.id === stage)?.rung ?? undefined,
  };
}
