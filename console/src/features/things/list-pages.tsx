import type { ComponentChildren } from 'preact';
import { toCsv } from '../../base/csv';
import { useNames } from '../../parts/contest';
import { Filters, useChosen } from '../../parts/filters';
import { Gaps } from '../../parts/gaps';
import { Page } from '../../parts/page';
import { ReportList } from '../../parts/report-list';
import { StageChip } from '../../parts/stage';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { Link, useRouter, useSetQuery } from '../../widgets/router';
import { Text } from '../../widgets/text';

/** Everything that has a page: initiatives, actors, assets, outlets, reports; and what coverage leaves open. */
const tabs = ['initiatives', 'actors', 'assets', 'outlets', 'reports', 'gaps'] as const;
export type ThingTab = (typeof tabs)[number];

export function isThingTab(name: string | undefined): name is ThingTab {
  return (tabs as readonly string[]).includes(name ?? '');
}

export function ThingsPage({ tab }: { readonly tab: ThingTab }) {
  const { t } = useI18n();
  return (
    <Page title={t(`things.${tab}`)}>
      <nav class="tabs" aria-label={t('nav.things')}>
        {tabs.map((one) => <Link key={one} to={[one]} aria-current={one === tab ? 'page' : undefined}>{t(`things.${one}`)}</Link>)}
      </nav>
      <Body tab={tab} />
    </Page>
  );
}

function Body({ tab }: { readonly tab: ThingTab }) {
  switch (tab) {
    case 'initiatives':
      return <Initiatives />;
    case 'actors':
      return <Actors />;
    case 'assets':
      return <Assets />;
    case 'outlets':
      return <Outlets />;
    case 'reports':
      return <Reports />;
    case 'gaps':
      return <AllGaps />;
  }
}

/** How pages of a list are asked for; the cursor is in the address. */
function usePaged(...names: readonly string[]) {
  return { ...useChosen(...names, 'cursor'), limit: 50 };
}

function Pager({ next, total, shown }: { readonly next: string | null; readonly total: number; readonly shown: number }) {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  return (
    <p class="pager muted">
      {t('list.shown', { shown, total })}
      {place.query['cursor'] && <button type="button" class="button" onClick={() => set({ cursor: undefined })}>{t('list.first')}</button>}
      {next && <button type="button" class="button" onClick={() => set({ cursor: next })}>{t('list.next')}</button>}
    </p>
  );
}

function NameField() {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  return (
    <input
      type="search"
      dir="auto"
      value={place.query['name'] ?? ''}
      placeholder={t('list.name')}
      aria-label={t('list.name')}
      onChange={(event) => set({ name: event.currentTarget.value.trim(), cursor: undefined })}
    />
  );
}

function Table({ head, rows, file }: {
  readonly head: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly ComponentChildren[]; readonly csv: readonly (string | number | null)[] }[];
  readonly file: string;
}) {
  const { t } = useI18n();
  if (rows.length === 0) return <Empty title={t('list.none')}>{t('list.noneHelp')}</Empty>;
  // Roles are said, because narrow screens show a row as a list, and a browser would then take it for no table.
  return (
    <>
      <div class="table-tools"><ExportMenu items={[{ label: 'CSV', file, make: () => textBlob(toCsv(head, rows.map((row) => row.csv)), 'text/csv') }]} /></div>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t('list.table')}>
        <table class="table" role="table">
          <thead role="rowgroup">
            <tr role="row">
              {head.map((one, index) => (
                <th key={one} role="columnheader" scope="col" class={typeof rows[0]?.csv[index] === 'number' ? 'number' : ''}>{one}</th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={row.id} role="row">
                {row.cells.map((cell, index) => <td key={index} role="cell" data-label={head[index]}>{cell}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Initiatives() {
  const { t, edtf, number } = useI18n();
  const names = useNames();
  const list = useGet('/api/v1/initiatives', { query: usePaged('host', 'sector', 'partner', 'stage', 'as_of', 'known_by') });
  return (
    <>
      <Filters of={['host', 'sector', 'partner', 'stage']} />
      <Loaded of={list}>
        {(page) => (
          <>
            <Table
              file="initiatives.csv"
              head={[t('thing.initiative'), t('filter.host'), t('filter.partner'), t('stage.stage'), t('stage.evidenced'), t('trend.title'), t('stage.heard'), t('thread.moves')]}
              rows={page.initiatives.map((one) => ({
                id: one.id,
                cells: [
                  <Link to={['initiatives', one.id]}><Text value={one.is_asset ? one.name : names.sector(one.subject)} /></Link>, names.host(one.host),
                  one.partners.map(names.country).join(', '), <StageChip stage={one.stage} />, <StageChip stage={one.evidenced} />, one.trend ? t(`trend.${one.trend}`) : t('trend.none'),
                  edtf(one.heard), <span class="number">{number(one.moves)}</span>,
                ],
                csv: [one.name, one.host, one.partners.join(' '), one.stage, one.evidenced, one.trend, one.heard, one.moves],
              }))}
            />
            <Pager next={page.next} total={page.total} shown={page.initiatives.length} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Actors() {
  const { t, number, word } = useI18n();
  const names = useNames();
  const list = useGet('/api/v1/actors', { query: usePaged('host', 'sector', 'partner', 'name', 'as_of', 'known_by') });
  return (
    <>
      <Filters of={['host', 'sector', 'partner']}><NameField /></Filters>
      <Loaded of={list}>
        {(page) => (
          <>
            <Table
              file="actors.csv"
              head={[t('list.name'), t('list.type'), t('list.country'), t('thing.events')]}
              rows={page.actors.map((one) => ({
                id: one.id,
                cells: [<Link to={['actors', one.id]}><Text value={one.name} /></Link>, word('type', one.type), one.country ? names.country(one.country) : '', <span class="number">{number(one.events)}</span>],
                csv: [one.name, one.type, one.country, one.events],
              }))}
            />
            <Pager next={page.next} total={page.total} shown={page.actors.length} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Assets() {
  const { t, number, word } = useI18n();
  const names = useNames();
  const list = useGet('/api/v1/assets', { query: usePaged('host', 'sector', 'partner', 'name', 'as_of', 'known_by') });
  return (
    <>
      <Filters of={['host', 'sector', 'partner']}><NameField /></Filters>
      <Loaded of={list}>
        {(page) => (
          <>
            <Table
              file="assets.csv"
              head={[t('list.name'), t('list.type'), t('list.country'), t('filter.sector'), t('thing.events')]}
              rows={page.assets.map((one) => ({
                id: one.id,
                cells: [
                  <Link to={['assets', one.id]}><Text value={one.name} /></Link>, word('type', one.type), one.country ? names.country(one.country) : '',
                  one.sector.map(names.sector).join(', '), <span class="number">{number(one.events)}</span>,
                ],
                csv: [one.name, one.type, one.country, one.sector.join(' '), one.events],
              }))}
            />
            <Pager next={page.next} total={page.total} shown={page.assets.length} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Outlets() {
  const { t, number } = useI18n();
  const names = useNames();
  const list = useGet('/api/v1/outlets', { query: usePaged('name', 'known_by') });
  return (
    <>
      <div class="filters"><NameField /></div>
      <Loaded of={list}>
        {(page) => (
          <>
            <Table
              file="outlets.csv"
              head={[t('list.name'), t('list.country'), t('outlet.reports'), t('outlet.claims'), t('thing.events')]}
              rows={page.outlets.map((one) => ({
                id: one.id,
                cells: [
                  <Link to={['outlets', one.id]}><Text value={one.name} /></Link>, one.country ? names.country(one.country) : '',
                  ...[one.reports, one.claims, one.events].map((value) => <span class="number">{number(value)}</span>),
                ],
                csv: [one.name, one.country, one.reports, one.claims, one.events],
              }))}
            />
            <Pager next={page.next} total={page.total} shown={page.outlets.length} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Reports() {
  const { t } = useI18n();
  const list = useGet('/api/v1/reports', { query: usePaged('outlet', 'known_by', 'from', 'to') });
  return (
    <>
      <Filters of={['outlet']} />
      <Loaded of={list}>
        {(page) => (page.reports.length === 0
          ? <Empty title={t('list.none')}><Link to={['drop']}>{t('nav.drop')}</Link></Empty>
          : (
            <>
              <ReportList reports={page.reports} />
              <Pager next={page.next} total={page.total} shown={page.reports.length} />
            </>
          ))}
      </Loaded>
    </>
  );
}

function AllGaps() {
  const chosen = useChosen('as_of', 'known_by', 'cursor');
  const single = useChosen('host', 'sector', 'partner');
  const query = { ...chosen, ...Object.fromEntries(Object.entries(single).map(([name, value]) => [name, value.split(',')[0] ?? ''])), limit: 200 };
  const list = useGet('/api/v1/gaps', { query });
  return (
    <>
      <Filters of={['host', 'sector', 'partner']} />
      <Loaded of={list}>
        {(page) => (
          <>
            <Gaps gaps={page.gaps} top />
            <Pager next={page.next} total={page.total} shown={page.gaps.length} />
          </>
        )}
      </Loaded>
    </>
  );
}
