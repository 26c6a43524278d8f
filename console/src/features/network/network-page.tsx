import { useMemo, useRef } from 'preact/hooks';
import type { Network } from '../../api/types';
import { toCsv } from '../../base/csv';
import { visibleText } from '../../base/visible';
import { useContest, useNames, type Names } from '../../parts/contest';
import { EventList } from '../../parts/events';
import { Filters, FromTo, QuestionDates, useChosen } from '../../parts/filters';
import { markdownTable } from '../../parts/markdown';
import { Page, Section } from '../../parts/page';
import { StageChip } from '../../parts/stage';
import { pngOf } from '../../widgets/download';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { Graph } from '../../widgets/graph';
import type { GraphHandle } from '../../widgets/graph-canvas';
import type { GraphEdge, GraphNode } from '../../widgets/graph-layout';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { Link, useRouter, useSetQuery } from '../../widgets/router';
import { Segmented } from '../../widgets/segmented';
import { Text } from '../../widgets/text';
import { colour, useTheme } from '../../widgets/theme';

type Edge = Network['edges'][number];
const levels = ['country', 'actor'] as const;
const tops = [20, 40, 80, 150] as const;

/** Who meets, offers to and signs with whom. Between countries first; never more edges than can be told apart. */
export function NetworkPage() {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const actor = place.query['actor'];
  const level = place.query['level'] === 'actor' || actor ? 'actor' : 'country';
  const top = Number(place.query['top']) || 40;
  const chosen = useChosen('host', 'sector', 'partner', 'stage', 'status', 'event', 'from', 'to', 'actor', 'as_of', 'known_by');
  const network = useGet('/api/v1/network', { query: { ...chosen, level, limit: top } });
  return (
    <Page title={t('network.title')} lead={<QuestionDates />} class="page-network">
      <Filters of={['host', 'sector', 'partner', 'event', 'stage', 'status']}>
        <FromTo />
        <Segmented
          label={t('network.level')}
          value={level}
          options={levels.map((one) => ({ value: one, name: t(`network.${one}`) }))}
          onChange={(one) => set({ level: one === 'country' ? undefined : one, actor: undefined, node: undefined, edge: undefined }, true)}
        />
        <label class="inline-field">
          <span>{t('network.top')}</span>
          <select value={String(top)} onChange={(event) => set({ top: event.currentTarget.value }, true)}>
            {tops.map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
        </label>
        {actor && <button type="button" class="button" onClick={() => set({ actor: undefined })}>{t('network.everybody')}</button>}
      </Filters>
      <Loaded of={network} lines={12}>
        {(data) => (data.edges.length === 0 ? <Empty title={t('network.empty')}>{t('list.noneHelp')}</Empty> : <Board data={data} level={level} />)}
      </Loaded>
    </Page>
  );
}

export function edgeId(edge: { readonly source: string; readonly target: string }): string {
  return `${edge.source}>${edge.target}`;
}

function Board({ data, level }: { readonly data: Network; readonly level: 'country' | 'actor' }) {
  const { t } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const names = useNames();
  const contest = useContest();
  const theme = useTheme();
  const handle = useRef<GraphHandle>();
  const nameOf = (id: string) => nodeName(data, id, level, names);
  const { nodes, edges } = useMemo(() => {
    const most = Math.max(1, ...data.nodes.map((one) => one.events));
    const isHost = (country: string | null) => country !== null && contest.hosts.some((one) => one.id === country);
    const nodes = data.nodes.map((one): GraphNode => ({
      id: one.id,
      label: shortened(visibleText(nameOf(one.id))),
      size: 4 + 12 * Math.sqrt(one.events / most),
      colour: isHost(level === 'country' ? one.id : one.country) ? colour('node-host') : colour('node-other'),
      group: one.country ?? '',
    }));
    const edges = data.edges.map((one): GraphEdge => ({ id: edgeId(one), source: one.source, target: one.target, weight: one.count, colour: edgeColour(one, names) }));
    return { nodes, edges };
  }, [data, level, theme, names, contest]);
  const edge = data.edges.find((one) => edgeId(one) === place.query['edge']);
  const node = place.query['node'];
  const shown = edge ? [edge] : node ? data.edges.filter((one) => one.source === node || one.target === node) : data.edges;
  return (
    <>
      <div class="lane-tools">
        <p class="muted">{t('network.lead', { shown: data.edges.length, total: data.total_edges, nodes: data.nodes.length })}</p>
        <NetworkExports edges={shown} nameOf={nameOf} handle={() => handle.current} />
      </div>
      <div class="map-board">
        <Graph
          label={t('network.label')}
          nodes={nodes}
          edges={edges}
          node={node}
          edge={edge && edgeId(edge)}
          onNode={(id) => set({ node: id, edge: undefined }, true)}
          onEdge={(id) => set({ edge: id, node: undefined }, true)}
          onReady={(made) => { handle.current = made; }}
        />
        <div class="map-side">
          {(edge || node) && (
            <p class="map-list-head">
              {node && !edge && (level === 'actor' ? <Link to={['actors', node]}><Text value={nameOf(node)} /></Link> : <strong>{nameOf(node)}</strong>)}
              <button type="button" class="button button-quiet" onClick={() => set({ node: undefined, edge: undefined }, true)}>{t('map.all')}</button>
            </p>
          )}
          {edge ? <Evidence edge={edge} nameOf={nameOf} /> : <Edges edges={shown} nameOf={nameOf} onPick={(id) => set({ edge: id }, true)} />}
        </div>
      </div>
      <p class="chart-key muted"><span class="key key-host" /> {t('network.hosts')} <span class="key key-other" /> {t('network.others')} <span>{t('network.edgeKey')}</span></p>
    </>
  );
}

/** A name for a picture; the list beside it has the whole. */
function shortened(name: string): string {
  const letters = [...name];
  return letters.length > 34 ? `${letters.slice(0, 32).join('')}…` : name;
}

function nodeName(data: Network, id: string, level: 'country' | 'actor', names: Names): string {
  const name = data.nodes.find((one) => one.id === id)?.name ?? id;
  return level === 'country' && /^([A-Z]{2}|region)$/.test(id) ? names.country(id) : name;
}

function edgeColour(edge: Edge, names: Names): string {
  const rung = edge.stage === null ? undefined : names.rung(edge.stage);
  return rung === undefined ? colour('line-strong') : colour(`edge-${Math.min(3, Math.floor(rung / 4))}`);
}

function Edges({ edges, nameOf, onPick }: { readonly edges: readonly Edge[]; readonly nameOf: (id: string) => string; readonly onPick: (id: string) => void }) {
  const { t } = useI18n();
  return (
    <ul class="edge-list" aria-label={t('network.table')}>
      {edges.map((one) => (
        <li key={edgeId(one)}>
          <button type="button" onClick={() => onPick(edgeId(one))}>
            <span class="edge-names"><Text value={nameOf(one.source)} /> <span aria-hidden="true">→</span><span class="visually-hidden">{t('event.whom')}</span> <Text value={nameOf(one.target)} /></span>
            <span class="event-meta">{one.stage && <StageChip stage={one.stage} />}<span>{t('count.events', { count: one.count })}</span></span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The events that an edge stands for. */
function Evidence({ edge, nameOf }: { readonly edge: Edge; readonly nameOf: (id: string) => string }) {
  const { t, edtf, number } = useI18n();
  const names = useNames();
  const events = useGet('/api/v1/events', { query: { ids: edge.events.join(','), limit: 50 } });
  const kinds = Object.entries(edge.kinds).sort((left, right) => right[1] - left[1]);
  return (
    <Section title={`${visibleText(nameOf(edge.source))} → ${visibleText(nameOf(edge.target))}`}>
      <p class="event-meta">
        <span>{t('date.between', { from: edtf(edge.first), to: edtf(edge.last) })}</span>
        {kinds.map(([kind, count]) => <span key={kind}>{names.what(kind)} {number(count)}</span>)}
      </p>
      <Loaded of={events}>{(page) => <EventList events={page.events} label={t('network.evidence')} />}</Loaded>
    </Section>
  );
}

function NetworkExports({ edges, nameOf, handle }: { readonly edges: readonly Edge[]; readonly nameOf: (id: string) => string; readonly handle: () => GraphHandle | undefined }) {
  const { t } = useI18n();
  const header = ['source', 'target', 'events', 'stage', 'first', 'last'];
  const rows = () => edges.map((one) => [nameOf(one.source), nameOf(one.target), String(one.count), one.stage ?? '', one.first ?? '', one.last ?? '']);
  const png = () => {
    const made = handle();
    return made ? pngOf(made.picture()) : Promise.reject(new Error(t('export.noPicture')));
  };
  return (
    <ExportMenu
      items={[
        { label: 'CSV', file: 'network.csv', make: () => textBlob(toCsv(header, rows()), 'text/csv') },
        { label: 'PNG', file: 'network.png', make: png },
        { label: t('export.markdown'), file: 'network.md', make: () => textBlob(markdownTable(header, rows()), 'text/markdown') },
      ]}
    />
  );
}
