import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../api/client';
import { toCsv } from '../../base/csv';
import { Page, Section } from '../../parts/page';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { Link, useRouter, useSetQuery } from '../../widgets/router';
import { Text } from '../../widgets/text';

/** Search over words of reports and names of actors, assets and outlets, in any script. */
export function SearchPage() {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const query = place.query['q'] ?? '';
  const [typed, setTyped] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(query), [query]);
  useEffect(() => {
    if (!query) field.current?.focus();
  }, []);
  useEffect(() => {
    if (typed.trim() === query) return undefined;
    const timer = setTimeout(() => set({ q: typed.trim() }, true), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <Page title={t('search.title')} tools={query && <SearchExports query={query} />}>
      <search>
        <form class="search-form" onSubmit={(event) => { event.preventDefault(); set({ q: typed.trim() }); }}>
          <input
            ref={field}
            type="search"
            dir="auto"
            class="search-field"
            value={typed}
            maxLength={500}
            aria-label={t('search.label')}
            placeholder={t('search.placeholder')}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
      </search>
      {query ? <Results query={query} /> : <Empty title={t('search.start')}>{t('search.help')}</Empty>}
    </Page>
  );
}

function Results({ query }: { readonly query: string }) {
  const { t, edtf, word } = useI18n();
  const hits = useGet('/api/v1/find', { query: { q: query, limit: 100 } });
  const named = { query: { name: query, limit: 8 } };
  const actors = useGet('/api/v1/actors', named);
  const assets = useGet('/api/v1/assets', named);
  const outlets = useGet('/api/v1/outlets', named);
  const things = [
    ...(actors.data?.actors ?? []).map((one) => ({ path: ['actors', one.id], name: one.name, kind: word('type', one.type) })),
    ...(assets.data?.assets ?? []).map((one) => ({ path: ['assets', one.id], name: one.name, kind: word('type', one.type) })),
    ...(outlets.data?.outlets ?? []).map((one) => ({ path: ['outlets', one.id], name: one.name, kind: t('thing.outlet') })),
  ];
  return (
    <>
      {things.length > 0 && (
        <Section title={t('search.names')}>
          <ul class="thing-hits">
            {things.map((one) => (
              <li key={one.path.join('/')}><Link to={one.path}><Text value={one.name} /></Link> <span class="muted">{one.kind}</span></li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('search.words')}>
        <Loaded of={hits}>
          {({ hits: found }) => (found.length === 0
            ? <Empty title={t('search.none', { query })}>{t('search.noneHelp')}</Empty>
            : (
              <ul class="hits">
                {found.map((hit) => (
                  <li key={`${hit.kind} ${hit.id}`}>
                    <HitWords hit={hit} />
                    <span class="event-meta">
                      <span class="tag">{word('kind', hit.kind)}</span>
                      {hit.outlet && <span><Text value={hit.outlet} /></span>}
                      <span>{edtf(hit.published)}</span>
                    </span>
                  </li>
                ))}
              </ul>
            ))}
        </Loaded>
      </Section>
    </>
  );
}

type Hit = Answer<'/api/v1/find'>['hits'][number];

/** The words that were found; a remark stands in no event, and has no page of its own. */
function HitWords({ hit }: { readonly hit: Hit }) {
  if (hit.kind === 'remark') return <span class="hit-words"><Text value={hit.words} /></span>;
  const path = hit.kind === 'report' ? ['reports', hit.id] : ['events', hit.event ?? hit.id];
  return <Link to={path} class="hit-words"><Text value={hit.words} /></Link>;
}

function SearchExports({ query }: { readonly query: string }) {
  const hits = useGet('/api/v1/find', { query: { q: query, limit: 100 } });
  const csv = () => toCsv(
    ['kind', 'id', 'event', 'outlet', 'published', 'words'],
    (hits.data?.hits ?? []).map((one) => [one.kind, one.id, one.event, one.outlet, one.published, one.words]),
  );
  return <ExportMenu items={[{ label: 'CSV', file: 'found.csv', make: () => textBlob(csv(), 'text/csv') }]} />;
}
