import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Contest } from '../api/types';
import { useI18n, type I18n } from '../widgets/i18n';

interface Known {
  readonly contest: Contest | undefined;
  readonly names: Names | undefined;
}

const KnownContext = createContext<Known>({ contest: undefined, names: undefined });

/** What everything inside knows of the contest. Names are made ready once, for thousands of cells that ask for them. */
export function ContestProvider({ contest, children }: { readonly contest: Contest | undefined; readonly children: ComponentChildren }) {
  const i18n = useI18n();
  const known = useMemo(() => ({ contest, names: contest && namesOf(contest, i18n) }), [contest, i18n]);
  return <KnownContext.Provider value={known}>{children}</KnownContext.Provider>;
}

export function useContest(): Contest {
  const { contest } = useContext(KnownContext);
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
  const { names } = useContext(KnownContext);
  if (!names) throw new Error('No contest was provided');
  return names;
}

function namesOf(contest: Contest, { country, word }: I18n): Names {
  const named = (list: readonly { readonly id: string; readonly name: string }[]) => new Map(list.map((one) => [one.id, one.name]));
  const [hosts, sectors, outlets] = [named(contest.hosts), named(contest.sectors), named(contest.outlets)];
  const rungs = new Map(contest.stages.map((one) => [one.id, one.rung ?? undefined]));
  const given = (id: string) => contest.countries[id] ?? hosts.get(id) ?? id;
  const countryName = (id: string) => (id === contest.region || id === 'region' ? word('country', 'region', given(id)) : country(id, given(id)));
  return {
    host: countryName,
    country: countryName,
    sector: (id) => word('sector', id, sectors.get(id) ?? id),
    stage: (id) => word('stage', id),
    what: (id) => word('stage', id, word('event', id, id)),
    outlet: (id) => outlets.get(id) ?? id,
    rung: (stage) => rungs.get(stage),
  };
}
