import type { ToldClaim } from '../api/types';
import { useI18n } from '../widgets/i18n';
import { Link } from '../widgets/router';
import { Runs, Text } from '../widgets/text';
import { Chain } from './chain';
import { StageChip } from './stage';
import { Source } from './thing-links';

/** A claim with its words, its place in the report and the chain of sources behind it. The words lead to the report. */
export function Told({ claim }: { readonly claim: ToldClaim }) {
  const { t, edtf, word, percent } = useI18n();
  const words = claim.evidence.words ?? '';
  const place = { claim: claim.id };
  return (
    <article class={`told ${claim.disputed ? 'is-disputed' : ''}`}>
      <Link to={['reports', claim.report]} query={place} class="told-words">
        <blockquote dir="auto">
          <span class="told-around">{claim.before && '… '}<Runs text={claim.before} /></span>
          <mark><Runs text={words} /></mark>
          <span class="told-around"><Runs text={claim.after} />{claim.after && ' …'}</span>
        </blockquote>
      </Link>
      <p class="told-source"><Source source={claim.source} /></p>
      <Chain hops={claim.chain} />
      <p class="event-meta">
        {claim.stage && <StageChip stage={claim.stage} />}
        {claim.status !== 'actual' && <span class="tag tag-status">{word('status', claim.status)}</span>}
        <span>{edtf(claim.when?.edtf)}</span>
        {claim.amounts.map((one) => <span key={one.words}><Text value={one.words} /></span>)}
        <span>{t('claim.confidence', { share: percent(claim.confidence) })}</span>
        {claim.disputed && <span class="tag tag-conflict">{t('claim.disputed')}</span>}
        {claim.settled && !claim.disputed && <span class="tag tag-decided">{t('claim.settled')}</span>}
        {claim.evidence.begin !== null && <span class="bytes">{t('claim.bytes', { begin: claim.evidence.begin, end: claim.evidence.end ?? 0 })}</span>}
      </p>
    </article>
  );
}
