import type { Count } from '../../api/types';
import { useContest, useNames } from '../../parts/contest';
import { EventList } from '../../parts/events';
import { useChosen } from '../../parts/filters';
import { Page, Section } from '../../parts/page';
import { StageChip } from '../../parts/stage';
import { Counts } from '../../parts/thing-links';
import { useI18n } from '../../widgets/i18n';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { Link } from '../../widgets/router';
import { Text } from '../../widgets/text';
import { EventExports } from './event-exports';

/** A person, organisation, state, bloc or group: what it does, with whom, where and about what. */
export function ActorPage({ id }: { readonly id: string }) {
  const { t, edtf, word } = useI18n();
  const names = useNames();
  const dates = useChosen('as_of', 'known_by');
  const detail = useGet('/api/v1/actors/{id}', { path: { id }, query: dates });
  return (
    <Loaded of={detail} lines={12}>
      {(data) => (
        <Page
          title={data.actor.name}
          kicker={<>{word('type', data.actor.type)}{data.actor.country && ` · ${names.country(data.actor.country)}`}</>}
          lead={
            <p>
              {t('count.events', { count: data.actor.events })}{data.first && <>, {t('date.between', { from: edtf(data.first), to: edtf(data.last) })}</>}{' '}
              <Link to={['network']} query={{ actor: id }}>{t('thing.inNetwork')}</Link>
            </p>
          }
          tools={<EventExports title={data.actor.name} events={data.events} />}
        >
          <div class="with-aside">
            <Section title={t('thing.events')}><EventList events={data.events} label={t('thing.events')} /></Section>
            <aside class="aside">
              <StageCounts stages={data.stages} />
              {data.offices.length > 0 && (
                <Section title={t('thing.offices')}>
                  <ul class="plain-list">
                    {data.offices.map((one, index) => (
                      <li key={index}><Text value={one.role} />{one.organisation && <>, <Text value={one.organisation} /></>} <span class="muted">{t('date.between', { from: one.start ? edtf(one.start) : '…', to: one.end ? edtf(one.end) : '…' })}</span></li>
                    ))}
                  </ul>
                </Section>
              )}
              <CountSection title={t('thing.with')} counts={data.with} to={(one) => ['actors', one.id]} />
              <CountSection title={t('thing.assets')} counts={data.assets} to={(one) => ['assets', one.id]} />
              <CountSection title={t('thing.hosts')} counts={data.hosts} nameOf={names.host} />
            </aside>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

interface CountSectionProps {
  readonly title: string;
  readonly counts: readonly Count[];
  readonly to?: (one: Count) => readonly string[];
  /** What it is called in the reader's language, where that is known by its id. */
  readonly nameOf?: (id: string) => string;
}

export function CountSection({ title, counts, to, nameOf }: CountSectionProps) {
  if (counts.length === 0) return null;
  const named = nameOf ? counts.map((one) => ({ ...one, name: nameOf(one.id) })) : counts;
  return <Section title={title}><Counts counts={named} to={to} label={title} /></Section>;
}

/** How many events there are at each stage, in the ladder's order. */
export function StageCounts({ stages }: { readonly stages: Readonly<Record<string, number>> }) {
  const { t, number } = useI18n();
  const contest = useContest();
  const found = contest.stages.filter((one) => stages[one.id]);
  if (found.length === 0) return <Empty title={t('thing.noStages')} />;
  return (
    <Section title={t('thing.stages')}>
      <ul class="stage-counts">
        {found.map((one) => <li key={one.id}><StageChip stage={one.id} /> <span>{number(stages[one.id] ?? 0)}</span></li>)}
      </ul>
    </Section>
  );
}
