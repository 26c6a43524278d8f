import type { Gap } from '../api/types';
import { groupBy } from '../base/collections';
import { useI18n } from '../widgets/i18n';
import { Empty } from '../widgets/load';
import { Link } from '../widgets/router';
import { Text } from '../widgets/text';

/** What the coverage leaves open, by kind; `top` where no heading stands above it but the page's. */
export function Gaps({ gaps, top = false }: { readonly gaps: readonly Gap[]; readonly top?: boolean }) {
  const { t, word } = useI18n();
  const Heading = top ? 'h2' : 'h3';
  if (gaps.length === 0) return <Empty title={t('gaps.none')} />;
  return (
    <>
      {[...groupBy(gaps, (one) => one.kind)].map(([kind, some]) => (
        <div key={kind} class="gap-kind">
          <Heading>{word('gap', kind)}</Heading>
          <ul class="plain-list">
            {some.map((one, index) => (
              <li key={index}>
                {one.events[0] ? <Link to={['events', one.events[0]]}><Text value={one.subject} /></Link> : <Text value={one.subject} />}
                <span class="muted"> <Text value={one.detail} /></span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
