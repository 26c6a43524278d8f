import { useNames } from '../../parts/contest';
import { EventList } from '../../parts/events';
import { useChosen } from '../../parts/filters';
import { Page, Section } from '../../parts/page';
import { ReportList } from '../../parts/report-list';
import { useI18n } from '../../widgets/i18n';
import { Loaded, useGet } from '../../widgets/load';
import { CountSection } from './actor-page';
import { EventExports } from './event-exports';

/** An outlet: what it covers, how much nobody else tells, what it published. */
export function OutletPage({ id }: { readonly id: string }) {
  const { t, edtf, percent } = useI18n();
  const names = useNames();
  const known = useChosen('known_by');
  const detail = useGet('/api/v1/outlets/{id}', { path: { id }, query: known });
  return (
    <Loaded of={detail} lines={12}>
      {(data) => (
        <Page
          title={data.outlet.name}
          kicker={<>{t('thing.outlet')}{data.outlet.country && ` · ${names.country(data.outlet.country)}`}</>}
          lead={
            <dl class="facts facts-row">
              <div><dt>{t('outlet.reports')}</dt><dd>{t('count.reports', { count: data.outlet.reports })}</dd></div>
              <div><dt>{t('outlet.claims')}</dt><dd>{t('count.claims', { count: data.outlet.claims })}</dd></div>
              <div>
                <dt>{t('outlet.alone')}</dt>
                <dd>{t('outlet.aloneOf', { alone: data.alone, all: data.outlet.events, share: percent(data.alone / Math.max(1, data.outlet.events)) })}</dd>
              </div>
              <div><dt>{t('outlet.published')}</dt><dd>{t('date.between', { from: edtf(data.first), to: edtf(data.last) })}</dd></div>
            </dl>
          }
          tools={<EventExports title={data.outlet.name} events={data.events} />}
        >
          <div class="with-aside">
            <div>
              <Section title={t('thing.reports')}><ReportList reports={data.reports} /></Section>
              <Section title={t('thing.events')}><EventList events={data.events} label={t('thing.events')} /></Section>
            </div>
            <aside class="aside">
              <CountSection title={t('filter.partner')} counts={data.partners} nameOf={names.country} />
              <CountSection title={t('thing.hosts')} counts={data.hosts} nameOf={names.host} />
              <CountSection title={t('filter.sector')} counts={data.sectors} nameOf={names.sector} />
            </aside>
          </div>
        </Page>
      )}
    </Loaded>
  );
}
