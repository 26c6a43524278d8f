import { render, waitFor } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Api } from '../api/client';
import type { Contest, EventBrief, Session, ToldClaim } from '../api/types';
import { en } from '../base/messages/en';
import { parsePlace, printPlace, type Place } from '../base/view-state';
import { I18n, I18nContext, type Locale } from '../widgets/i18n';
import { BackendContext } from '../widgets/load';
import { RouterContext, type Router } from '../widgets/router';
import { ReaderContext } from '../widgets/session';
import { ShortcutContext, type Shortcut } from '../widgets/shortcuts';
import { ContestProvider } from './contest';
import { ru } from '../base/messages/ru';

/** What a stubbed server answers: by method and path, `GET /api/v1/standings`; a function gets the request. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Stub {
  readonly api: Api;
  /** Requests so far, `GET /api/v1/events?host=KZ`. */
  readonly asked: string[];
  /** Bodies of the requests that had one. */
  readonly bodies: unknown[];
}

export class Refusal {
  constructor(
    readonly status: number,
    readonly problem: unknown,
  ) {}
}

/** An API whose server is a table of answers. */
export function stubApi(answers: Answers): Stub {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const url = new URL(request.url);
    asked.push(`${request.method} ${url.pathname}${decodeURIComponent(url.search)}`);
    if (request.body) bodies.push(await request.clone().json());
    const found = answers[`${request.method} ${decodeURIComponent(url.pathname)}`];
    const answer: unknown = typeof found === 'function' ? (found as (url: URL) => unknown)(url) : found;
    if (answer === undefined) return problem(404, { type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' });
    if (answer instanceof Refusal) return problem(answer.status, answer.problem);
    return new Response(JSON.stringify(answer), { status: 200, headers: { 'content-type': 'application/json' } });
  };
  return { api: new Api({ baseUrl: 'http://tamga.test', token: () => undefined, fetch }), asked, bodies };
}

function problem(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });
}

export interface Shown extends Stub {
  readonly place: () => Place;
  /** Presses a key, once the page listens to it. */
  readonly press: (key: string) => Promise<void>;
}

/** Shows a component as the app would, at a place, with a stubbed server. */
export function show(children: ComponentChildren, answers: Answers = {}, options: { readonly at?: string; readonly locale?: Locale; readonly author?: string } = {}): Shown {
  const stub = stubApi(answers);
  const backend = { api: stub.api, generation: 0, refresh: () => undefined };
  const i18n = options.locale === 'ru' ? new I18n('ru', ru) : new I18n('en', en);
  let current: Place = parsePlace(options.at ?? '#/');
  const sets: (readonly Shortcut[])[] = [];
  const shortcuts = {
    add: (some: readonly Shortcut[]) => {
      sets.push(some);
      return () => void sets.splice(sets.indexOf(some), 1);
    },
  };
  const listener = (key: string) => {
    const found = sets.flat().find((one) => one.key === key);
    if (!found) throw new Error(`nobody listens to ${key}`);
    return found;
  };
  const session: Session = { program: 'tamga', version: 'test', may_write: true, needs_token: false, may_fetch: false, body_limit: 1_000_000 };
  const reader = {
    author: options.author ?? 'A. Reader', token: '', session, setAuthor: () => undefined, setToken: () => undefined, openSettings: () => undefined,
  };
  function Stage() {
    const [hash, setHash] = useState(printPlace(current));
    const router = useMemo<Router>(() => ({
      place: parsePlace(hash),
      go: (place) => {
        current = place;
        setHash(printPlace(place));
      },
    }), [hash]);
    return (
      <I18nContext.Provider value={i18n}>
        <RouterContext.Provider value={router}>
          <BackendContext.Provider value={backend}>
            <ReaderContext.Provider value={reader}>
              <ShortcutContext.Provider value={shortcuts}>
                <ContestProvider contest={contest}>{children}</ContestProvider>
              </ShortcutContext.Provider>
            </ReaderContext.Provider>
          </BackendContext.Provider>
        </RouterContext.Provider>
      </I18nContext.Provider>
    );
  }
  render(<Stage />);
  return { ...stub, place: () => current, press: async (key) => (await waitFor(() => listener(key))).run() };
}

const ladder = ['mention', 'interest', 'offer', 'talks', 'intent', 'memorandum', 'selected', 'agreement', 'effective', 'groundwork', 'construction', 'commissioning', 'operation'];

export const contest: Contest = {
  name: 'test', title: 'A contest for tests', pack: 'test 0', region: 'region',
  hosts: [{ id: 'KZ', name: 'Kazakhstan', events: 3 }, { id: 'UZ', name: 'Uzbekistan', events: 1 }],
  partners: [{ id: 'RU', name: 'Russia', events: 3 }, { id: 'FR', name: 'France', events: 1 }],
  sectors: [{ id: 'nuclear', name: 'nuclear power', core: true, events: 3 }, { id: 'uranium', name: 'uranium', core: true, events: 1 }],
  stages: [...ladder.map((id, rung) => ({ id, rung })), { id: 'stalled', rung: null }],
  statuses: ['actual', 'future', 'possible', 'denied'], event_types: ['CONSULT', 'SUPPORT'], modes: ['visit'],
  outlets: [{ id: 'wire', name: 'Steppe Wire', country: 'KZ', reports: 2 }], languages: ['en'],
  countries: { KZ: 'Kazakhstan', UZ: 'Uzbekistan', RU: 'Russia', FR: 'France', region: 'Central Asia' },
  ledger: {
    version: '1', readings: 2, claims: 4, events: 3, decisions: 0, first_day: '2023-01-01', last_day: '2025-07-01',
    first_published: '2025-06-14', last_published: '2025-07-02',
  },
};

export function eventOf(changes: Partial<EventBrief> = {}): EventBrief {
  return {
    id: 'e1', what: 'selected', event: 'AGREE', mode: null, stage: 'selected', status: 'actual', when: '2025-06-14', first: '2025-06-14', last: '2025-06-14',
    dated: true, reported: '2025-06-14', sentence: 'Kazakhstan → Rosatom (RU)', host: ['KZ'], sector: ['nuclear'], partners: ['RU'],
    actors: [{ id: 'rosatom', name: 'Rosatom', type: 'organisation', country: 'RU', side: 'whom' }], assets: [], outlets: ['wire'], point: null, origins: 1,
    reports: 1, claims: 1, conflicts: [], confidence: 0.9, decided: false, ...changes,
  };
}

export function toldOf(changes: Partial<ToldClaim> = {}): ToldClaim {
  return {
    kind: 'claim', id: 'c1', report: 'sha256:r1', evidence: { begin: 0, end: 9, words: 'has chosen' }, event: 'AGREE', mode: null, stage: 'selected',
    status: 'actual', who: [], whom: [], about: [], sector: ['nuclear'], host: ['KZ'],
    when: { edtf: '2025-06-14', words: null, basis: 'published', anchor: null }, where: null, amounts: [],
    chain: [
      { begin: 0, end: 4, words: 'foreign media', name: 'foreign media', id: null, type: 'group', named: false, country: null, how: 'reported' },
      { begin: null, end: null, words: null, name: 'Steppe Wire', id: 'wire', type: 'outlet', named: true, country: 'KZ', how: null },
    ],
    said_by: 'author', quote: null, confidence: 0.9, rule: 'choose',
    source: { id: 'sha256:r1', outlet: 'Steppe Wire', outlet_id: 'wire', published: '2025-06-14', title: 'A title', url: null },
    before: 'Kazakhstan ', after: ' Rosatom', settled: false, disputed: false, decisions: [], ...changes,
  };
}
