import { useEffect, useRef } from 'preact/hooks';
import type { Standing } from '../../api/types';
import { useNames } from '../../parts/contest';
import { EventList } from '../../parts/events';
import { StageChip } from '../../parts/stage';
import { useI18n } from '../../widgets/i18n';
import { Icon } from '../../widgets/icon';
import { Empty, Loaded, useGet } from '../../widgets/load';
import { Link } from '../../widgets/router';
import type { CellAt } from './replay';

interface CellPanelProps {
  readonly host: string;
  readonly sector: string;
  readonly partner: string;
  readonly cell: CellAt | undefined;
  readonly detail: Standing | undefined;
  readonly dates: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

/** What stands behind a cell: how far it has got, since when, and the events that say so. */
export function CellPanel({ host, sector, partner, cell, detail, dates, onClose }: CellPanelProps) {
  const { t, edtf, day } = useI18n();
  const names = useNames();
  const heading = useRef<HTMLHeadingElement>(null);
  const query = { host, sector, partner, ...dates, limit: 50 };
  const events = useGet('/api/v1/events', { query });
  const threads = useGet('/api/v1/initiatives', { query: { ...query, limit: 10 } });
  useEffect(() => heading.current?.focus(), [host, sector, partner]);
  return (
    <aside class="panel" aria-labelledby="cell-title" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div class="panel-head">
        <div>
          <p class="kicker">{names.host(host)} · {names.sector(sector)}</p>
          <h2 id="cell-title" tabIndex={-1} ref={heading} dir="auto">{names.country(partner)}</h2>
        </div>
        <button type="button" class="button button-quiet" onClick={onClose} aria-label={t('action.close')}><Icon of="close" /></button>
      </div>
      {cell
        ? (
          <dl class="facts facts-row">
            <div><dt>{t('stage.claimed')}</dt><dd><StageChip stage={cell.claimed} /></dd></div>
            <div><dt>{t('stage.evidenced')}</dt><dd><StageChip stage={cell.evidenced} /></dd></div>
            <div><dt>{t('stage.since')}</dt><dd>{cell.since === undefined ? t('date.none') : day(cell.since)}</dd></div>
            {detail && <div><dt>{t('trend.title')}</dt><dd><Icon of={detail.trend} /> {t(`trend.${detail.trend}`)}</dd></div>}
            {detail && <div><dt>{t('stage.heard')}</dt><dd>{edtf(detail.heard)}</dd></div>}
            {detail && <div><dt>{t('stage.behind')}</dt><dd>{t('count.origins', { count: detail.origins })}, {t('count.claims', { count: detail.claim_count })}</dd></div>}
          </dl>
        )
        : <p class="muted">{t('contest.notYet')}</p>}
      {threads.data && threads.data.initiatives.length > 0 && (
        <ul class="thread-links" aria-label={t('thing.initiatives')}>
          {threads.data.initiatives.map((one) => (
            <li key={one.id}>
              <Link to={['initiatives', one.id]} class="thread-link">
                <span dir="auto">{one.is_asset ? one.name : names.sector(one.subject)}</span> <span class="muted">{one.partners.map(names.country).join(', ')}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Loaded of={events} lines={8}>
        {(page) => (page.events.length === 0
          ? <Empty title={t('contest.noEvents')} />
          : (
            <>
              <h3 class="panel-subtitle">{t('count.events', { count: page.total })}</h3>
              <EventList events={page.events} label={t('contest.behind')} />
            </>
          ))}
      </Loaded>
    </aside>
  );
}
