import { useNames } from '../../parts/contest';
import { EventList } from '../../parts/events';
import { useChosen } from '../../parts/filters';
import { Page, Section } from '../../parts/page';
import { StageChip } from '../../parts/stage';
import { useI18n } from '../../widgets/i18n';
import { Loaded, useGet } from '../../widgets/load';
import { Link } from '../../widgets/router';
import { CountSection, StageCounts } from './actor-page';
import { EventExports } from './event-exports';

/** A plant, mine, deposit or commodity: who wants what of it, and how far each has got. */
export function AssetPage({ id }: { readonly id: string }) {
  const { t, edtf, word } = useI18n();
  const names = useNames();
  const dates = useChosen('as_of', 'known_by');
  const detail = useGet('/api/v1/assets/{id}', { path: { id }, query: dates });
  return (
    <Loaded of={detail} lines={12}>
      {(data) => (
        <Page
          title={data.asset.name}
          kicker={[word('type', data.asset.type), data.asset.country && names.country(data.asset.country), ...data.asset.sector.map(names.sector)].filter(Boolean).join(' · ')}
          lead={
            <p>
              {t('count.events', { count: data.asset.events })}{data.first && <>, {t('date.between', { from: edtf(data.first), to: edtf(data.last) })}</>}{' '}
              {data.asset.lat !== null && data.asset.lon !== null && (
                <Link to={['map']} query={{ at: `${data.asset.lon},${data.asset.lat}` }}>{t('event.onMap')}</Link>
              )}
            </p>
          }
          tools={<EventExports title={data.asset.name} events={data.events} />}
        >
          <div class="with-aside">
            <div>
              {data.initiatives.length > 0 && (
                <Section title={t('thing.initiatives')}>
                  <ul class="threads">
                    {data.initiatives.map((one) => (
                      <li key={one.id}>
                        <Link to={['initiatives', one.id]}>{one.partners.map(names.country).join(', ')}</Link>
                        <span class="muted">{names.host(one.host)}</span>
                        <StageChip stage={one.stage} />
                        <span class="muted">{t('stage.evidenced')}: {one.evidenced ? names.stage(one.evidenced) : '—'}</span>
                      </li>
                    ))}
                  </ul>
                </Section>
              )}
              <Section title={t('thing.events')}><EventList events={data.events} label={t('thing.events')} /></Section>
            </div>
            <aside class="aside">
              <StageCounts stages={data.stages} />
              <CountSection title={t('filter.partner')} counts={data.partners} nameOf={names.country} />
              <CountSection title={t('thing.actors')} counts={data.actors} to={(one) => ['actors', one.id]} />
            </aside>
          </div>
        </Page>
      )}
    </Loaded>
  );
}
