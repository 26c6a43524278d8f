import type { Conflict, ToldClaim } from '../api/types';
import { useI18n } from '../widgets/i18n';
import { Text } from '../widgets/text';
import { Section } from './page';
import { StageChip } from './stage';
import { Source } from './thing-links';

/** What reports disagree on, side by side. */
export function Conflicts({ conflicts, claims }: { readonly conflicts: readonly Conflict[]; readonly claims: readonly ToldClaim[] }) {
  const { t, edtf, word } = useI18n();
  const value = (field: string, said: string) => (field === 'stage' ? <StageChip stage={said} /> : <Text value={field === 'date' ? edtf(said) : field === 'status' ? word('status', said) : said} />);
  return (
    <Section title={t('event.conflicts')}>
      {conflicts.map((conflict, index) => (
        <div key={index} class="conflict">
          <h3>{word('field', conflict.field)}</h3>
          <div class="sides">
            {conflict.sides.map((side) => (
              <div key={side.value} class="side">
                <p class="side-value">{value(conflict.field, side.value)}</p>
                <ul>
                  {side.claims.map((id) => {
                    const claim = claims.find((one) => one.id === id);
                    return claim && (
                      <li key={id}>
                        <q dir="auto"><Text value={claim.evidence.words ?? ''} /></q>
                        <Source source={claim.source} />
                      </li>
                    );
                  })}
                </ul>
              </div>
            ))}
          </div>
        </div>
      ))}
    </Section>
  );
}
