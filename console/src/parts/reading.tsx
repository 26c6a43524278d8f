import { useEffect, useRef } from 'preact/hooks';
import type { Claim, Party, Remark } from '../api/types';
import { useI18n } from '../widgets/i18n';
import { Empty } from '../widgets/load';
import { Link } from '../widgets/router';
import { Text } from '../widgets/text';
import { Chain } from './chain';
import { useNames } from './contest';
import { What } from './stage';

interface ReadingProps {
  readonly reading: { readonly claims: readonly Claim[]; readonly remarks: readonly Remark[]; readonly events: Readonly<Record<string, string>> };
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** What was read in a report, as rows: its claims in the order of the text, then what it says about coverage. */
export function Reading({ reading, chosen, onChoose }: ReadingProps) {
  const { t, word } = useI18n();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) list.current?.querySelector('.is-chosen')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (reading.claims.length + reading.remarks.length === 0) return <Empty title={t('report.nothing')}>{t('report.nothingHelp')}</Empty>;
  return (
    <div class="reading" ref={list}>
      <h2>{t('count.claims', { count: reading.claims.length })}</h2>
      <ol class="claim-rows">
        {reading.claims.map((claim) => (
          <li key={claim.id} class={`claim-row ${claim.id === chosen ? 'is-chosen' : ''}`}>
            <ClaimRow claim={claim} event={reading.events[claim.id]} chosen={claim.id === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ol>
      {reading.remarks.length > 0 && (
        <>
          <h2>{t('report.remarks')}</h2>
          <ul class="claim-rows">
            {reading.remarks.map((remark) => (
              <li key={remark.id} class={`claim-row ${remark.id === chosen ? 'is-chosen' : ''}`}>
                <button type="button" class="claim-words" aria-pressed={remark.id === chosen} onClick={() => onChoose(remark.id)}>
                  <span class="tag">{word('remark', remark.remark)}</span> <Text value={remark.evidence.words ?? ''} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function ClaimRow({ claim, event, chosen, onChoose }: {
  readonly claim: Claim;
  readonly event: string | undefined;
  readonly chosen: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const { t, edtf, word } = useI18n();
  const names = useNames();
  const where = [...claim.host.map(names.host), ...claim.sector.map(names.sector)].join(' · ');
  return (
    <>
      <p class="claim-head">
        <What what={claim.mode ?? claim.event ?? ''} stage={claim.stage} />
        {claim.status !== 'actual' && <span class="tag tag-status">{word('status', claim.status)}</span>}
        <span>{edtf(claim.when?.edtf)}</span>
        <span class="muted">{where}</span>
      </p>
      <p class="claim-sides">
        <Parties of={claim.who} />
        {claim.whom.length > 0 && <>{' '}<span aria-hidden="true">→</span><span class="visually-hidden">{t('event.whom')}</span> <Parties of={claim.whom} /></>}
        {claim.about.length > 0 && <span class="muted">{claim.about.map((one, index) => <span key={index}>{index > 0 && ', '}<Text value={one.name} /></span>)}</span>}
      </p>
      <button type="button" class="claim-words" aria-pressed={chosen} onClick={() => onChoose(claim.id)}>
        <q><Text value={claim.evidence.words ?? ''} /></q>
      </button>
      {chosen && <Chain hops={claim.chain} />}
      {event && <Link to={['events', event]} class="small">{t('report.toEvent')}</Link>}
    </>
  );
}

function Parties({ of }: { readonly of: readonly Party[] }) {
  return (
    <>
      {of.map((one, index) => (
        <span key={index}>
          {index > 0 && ', '}
          {one.actor ? <Link to={['actors', one.actor]}><Text value={one.name} /></Link> : <Text value={one.name} />}
        </span>
      ))}
    </>
  );
}
