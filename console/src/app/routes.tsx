import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../api/client';
import { ContestPage } from '../features/contest/contest-page';
import { Page } from '../parts/page';
import { useI18n } from '../widgets/i18n';
import { asApiError, Empty, Failed, Skeleton } from '../widgets/load';
import { useRouter } from '../widgets/router';

interface IdProps {
  readonly id: string;
}

type LazyPage = () => Promise<FunctionComponent<{ readonly id: string | undefined; readonly tab: string }>>;

/** Every page but the first is fetched when it is first gone to. */
const lazy: Readonly<Record<string, LazyPage>> = {
  map: async () => (await import('../features/map/map-page')).MapPage,
  timeline: async () => (await import('../features/timeline/timeline-page')).TimelinePage,
  network: async () => (await import('../features/network/network-page')).NetworkPage,
  search: async () => (await import('../features/search/search-page')).SearchPage,
  review: async () => (await import('../features/review/review-page')).ReviewPage,
  drop: async () => (await import('../features/drop/drop-page')).DropPage,
  'events/': async () => withId((await import('../features/event/event-page')).EventPage),
  'reports/': async () => withId((await import('../features/report/report-page')).ReportPage),
  'initiatives/': async () => withId((await import('../features/things/initiative-page')).InitiativePage),
  'actors/': async () => withId((await import('../features/things/actor-page')).ActorPage),
  'assets/': async () => withId((await import('../features/things/asset-page')).AssetPage),
  'outlets/': async () => withId((await import('../features/things/outlet-page')).OutletPage),
  ...Object.fromEntries(['initiatives', 'actors', 'assets', 'outlets', 'reports', 'gaps'].map((tab) => [tab, things])),
};

async function things(): ReturnType<LazyPage> {
  const { ThingsPage, isThingTab } = await import('../features/things/list-pages');
  return ({ tab }) => (isThingTab(tab) ? <ThingsPage tab={tab} /> : null);
}

function withId(Component: FunctionComponent<IdProps>): FunctionComponent<{ readonly id: string | undefined }> {
  return ({ id }) => (id === undefined ? <NoPage /> : <Component id={id} />);
}

/** The page of the place where the console is. */
export function Routes() {
  const { place } = useRouter();
  const [tab = '', id, ...more] = place.path;
  if (place.path.length === 0) return <ContestPage />;
  const key = id !== undefined && tab !== 'review' ? `${tab}/` : tab;
  const load = Object.hasOwn(lazy, key) ? lazy[key] : undefined;
  if (!load || more.length > 0) return <NoPage />;
  return <LazyRoute key={key} load={load} tab={tab} id={id} />;
}

function LazyRoute({ load, tab, id }: { readonly load: LazyPage; readonly tab: string; readonly id: string | undefined }) {
  const [component, setComponent] = useState<{ readonly is: Awaited<ReturnType<LazyPage>> }>();
  const [error, setError] = useState<ApiError>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    load().then(
      (is) => !gone && setComponent({ is }),
      (problem: unknown) => !gone && setError(asApiError(problem)),
    );
    return () => {
      gone = true;
    };
  }, [load, attempt]);
  if (error && !component) return <Failed error={error} retry={() => { setError(undefined); setAttempt(attempt + 1); }} />;
  if (!component) return <Skeleton lines={10} />;
  const Component = component.is;
  return <Component id={id} tab={tab} key={id ?? tab} />;
}

function NoPage() {
  const { t } = useI18n();
  return <Page title={t('error.noPage')}><Empty title={t('error.noPage')}>{t('error.noPageHelp')}</Empty></Page>;
}
