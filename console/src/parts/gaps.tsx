import type { Gap } from '../api/types';
import { groupBy } from '../base/collections';
import { useI18n } from '../widgets/i18n';
import { Empty } from '../widgets/load';
import { Link } from '../widgets/router';
import { Text } from '../widgets/text';

/** What the coverage leaves open, by kind. */
export function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const { t, word } = useI18n();
  if (gaps.length === 0) return <Empty title={t('gaps.none')} />;
  return (
    <>
      {[...groupBy(gaps, (one) => one.kind)].map(([kind, some]) => (
        <div key={kind} class="gap-kind">
          <h3>{word('gap', kind)}</h3>
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
