import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ReportDetail } from '../../api/types';
import { toCsv } from '../../base/csv';
import { listOf } from '../../base/view-state';
import { useChosen } from '../../parts/filters';
import { escapeMarkdown } from '../../parts/markdown';
import { Page } from '../../parts/page';
import { Reading } from '../../parts/reading';
import { Source } from '../../parts/thing-links';
import { ExportMenu, textBlob } from '../../widgets/export-menu';
import { useI18n } from '../../widgets/i18n';
import { Loaded, useGet } from '../../widgets/load';
import { useRouter, useSetQuery } from '../../widgets/router';
import { Text } from '../../widgets/text';
import { layers, marksOf, paragraphsOf, type Layer } from './marks';
import { Marked } from './marked';

/** A report: its text with everything that was read in it, and the rows that were made of it, each leading to the other. */
export function ReportPage({ id }: { readonly id: string }) {
  const known = useChosen('known_by');
  const detail = useGet('/api/v1/reports/{id}', { path: { id }, query: known });
  return <Loaded of={detail} lines={14}>{(data) => <Shown detail={data} />}</Loaded>;
}

function Shown({ detail }: { readonly detail: ReportDetail }) {
  const { t, number } = useI18n();
  const { place } = useRouter();
  const set = useSetQuery();
  const hidden = listOf(place.query['hide']) as readonly Layer[];
  const on = useMemo(() => new Set(layers.filter((one) => !hidden.includes(one))), [place.query['hide']]);
  const marked = useMemo(() => marksOf(detail), [detail]);
  const paragraphs = useMemo(() => paragraphsOf(detail.text, marked, on), [detail, marked, on]);
  const chosen = place.query['claim'];
  const text = useRef<HTMLDivElement>(null);
  const choose = (claim: string, replace = false) => set({ claim }, replace);
  useEffect(() => {
    if (!chosen) return;
    const mark = text.current?.querySelector<HTMLElement>(`[data-marks~="${CSS.escape(chosen)}"]`);
    mark?.scrollIntoView({ block: 'center' });
    mark?.focus({ preventScroll: true });
  }, [chosen, detail]);
  const toggle = (layer: Layer) =>
    set({ hide: (hidden.includes(layer) ? hidden.filter((one) => one !== layer) : [...hidden, layer]).join(',') }, true);
  const { report } = detail;
  return (
    <Page
      title={report.title ?? report.outlet ?? t('thing.report')}
      kicker={t('thing.report')}
      lead={
        <p class="lead-line">
          <Source source={{ ...report, title: null }} />
          {report.url && /^https?:/.test(report.url) && <a href={report.url} rel="noreferrer noopener" target="_blank" class="wrap-anywhere"><Text value={report.url} /></a>}
        </p>
      }
      tools={<ReportExports detail={detail} />}
    >
      <div class="layers" role="group" aria-label={t('report.layers')}>
        {layers.map((layer) => (
          <button key={layer} type="button" class={`toggle layer-${layer}`} aria-pressed={on.has(layer)} onClick={() => toggle(layer)}>
            <span class="swatch" aria-hidden="true" /> {t(`report.${layer}`)} <span class="count">{number(count(detail, layer))}</span>
          </button>
        ))}
      </div>
      <div class="report">
        <div class="report-text" ref={text} lang={report.lang ?? undefined}>
          <Marked text={detail.text} paragraphs={paragraphs} chosen={chosen} onChoose={choose} />
        </div>
        <div class="report-rows">
          <Reading reading={detail} chosen={chosen} onChoose={choose} />
          <p class="muted small wrap-anywhere">{t('report.readWith', { pack: detail.pack, model: detail.model, count: detail.readings })}</p>
          <p class="muted small wrap-anywhere">{report.id}</p>
        </div>
      </div>
    </Page>
  );
}

function count(detail: ReportDetail, layer: Layer): number {
  switch (layer) {
    case 'claims':
      return detail.claims.length;
    case 'remarks':
      return detail.remarks.length;
    case 'names':
      return detail.mentions.filter((one) => one.type !== 'date' && one.type !== 'amount').length;
    case 'dates':
      return detail.mentions.filter((one) => one.type === 'date').length;
    case 'chains':
      return detail.claims.filter((one) => one.chain.some((hop) => hop.begin !== null)).length;
  }
}

function ReportExports({ detail }: { readonly detail: ReportDetail }) {
  const { t } = useI18n();
  const claims = () => toCsv(
    ['claim', 'begin', 'end', 'words', 'event', 'stage', 'status', 'who', 'whom', 'about', 'host', 'sector', 'when', 'chain', 'confidence'],
    detail.claims.map((one) => [
      one.id, one.evidence.begin, one.evidence.end, one.evidence.words, one.event, one.stage, one.status,
      one.who.map((party) => party.name).join('; '), one.whom.map((party) => party.name).join('; '),
      one.about.map((topic) => topic.name).join('; '), one.host.join(' '), one.sector.join(' '), one.when?.edtf,
      one.chain.map((hop) => hop.name).join(' < '), one.confidence,
    ]),
  );
  const markdown = () => [
    `# ${escapeMarkdown(detail.report.title ?? detail.report.id)}`,
    `${escapeMarkdown(detail.report.outlet ?? '')}, ${detail.report.published ?? ''}`,
    ...detail.claims.map((one) => `- ${one.stage ?? one.event ?? ''} (${one.status}): “${escapeMarkdown(one.evidence.words ?? '')}”`),
  ].join('\n\n') + '\n';
  return (
    <ExportMenu
      items={[
        { label: t('export.csvClaims'), file: 'claims.csv', make: () => textBlob(claims(), 'text/csv') },
        { label: t('export.text'), file: 'report.txt', make: () => textBlob(detail.text, 'text/plain') },
        { label: 'JSON', file: 'report.json', make: () => textBlob(JSON.stringify(detail, null, 1), 'application/json') },
        { label: t('export.markdown'), file: 'report.md', make: () => textBlob(markdown(), 'text/markdown') },
      ]}
    />
  );
}
