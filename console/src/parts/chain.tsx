import type { Hop } from '../api/types';
import { useI18n } from '../widgets/i18n';
import { Text } from '../widgets/text';

/** The sources behind a claim, origin first, the outlet last; unnamed ones are drawn as unnamed. */
export function Chain({ hops }: { readonly hops: readonly Hop[] }) {
  const { t, word } = useI18n();
  return (
    <ol class="chain" aria-label={t('chain.title')}>
      {hops.map((hop, index) => (
        <li key={index} class={`hop ${hop.named ? '' : 'hop-unnamed'} hop-${hop.type === 'outlet' ? 'outlet' : 'source'}`}>
          <span class="hop-name">
            {hop.name === 'author' && !hop.named ? t('chain.author') : <Text value={hop.name} />}
            {hop.country && <span class="country-code">{hop.country}</span>}
          </span>
          <span class="hop-how">
            {hop.how ? <Text value={hop.how} /> : hop.named ? word('type', hop.type) : t('chain.unnamed')}
          </span>
        </li>
      ))}
    </ol>
  );
}
