import { useContest, useNames } from '../../parts/contest';
import { EventList } from '../../parts/events';
import { Section } from '../../parts/page';
import { StageChip } from '../../parts/stage';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { useSetQuery } from '../../widgets/router';

/** What changed since a date that the reader chooses: moves of the matrix, and new events. */
export function Changes({ since, to, chosen }: {
  readonly since: string | undefined;
  readonly to: string | undefined;
  readonly chosen: Readonly<Record<string, string>>;
}) {
  const { t, edtf } = useI18n();
  const names = useNames();
  const contest = useContest();
  const set = useSetQuery();
  const diff = useGet('/api/v1/diff', since ? { query: { ...chosen, from: since, ...(to ? { to } : {}), limit: 50 } } : undefined);
  return (
    <Section
      title={t('changes.title')}
      aside={
        <label class="inline-field">
          <span>{t('changes.since')}</span>
          <input
            type="date"
            value={since ?? ''}
            min={contest.ledger.first_day ?? undefined}
            onChange={(event) => set({ since: event.currentTarget.value })}
          />
        </label>
      }
    >
      {!since && <p class="muted">{t('changes.choose')}</p>}
      {since && (
        <Loaded of={diff}>
          {(data) => (data.moves.length + data.events.length === 0
            ? <Empty title={t('changes.none', { date: edtf(since) })} />
            : (
              <div class="columns">
                <div>
                  <h3>{t('changes.moves', { count: data.moves.length })}</h3>
                  <ul class="moves">
                    {data.moves.map((move) => (
                      <li key={`${move.host}|${move.sector}|${move.partner}`}>
                        <a
                          href="#cell"
                          onClick={(event) => {
                            event.preventDefault();
                            set({ cell: `${move.host}|${move.sector}|${move.partner}` });
                          }}
                        >
                          {names.country(move.partner)} <span class="muted">{names.host(move.host)} · {names.sector(move.sector)}</span>
                        </a>
                        <span class="move">
                          <StageChip stage={move.before} /> <span aria-hidden="true">→</span><span class="visually-hidden">{t('changes.to')}</span> <StageChip stage={move.after} />
                        </span>
                      </li>
                    ))}
                  </ul>
                </div>
                <div>
                  <h3>{t('changes.events', { count: data.total })}</h3>
                  <EventList events={data.events} label={t('changes.title')} />
                </div>
              </div>
            ))}
        </Loaded>
      )}
    </Section>
  );
}
