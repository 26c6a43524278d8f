import type { Report } from '../api/types';
import { useI18n } from '../widgets/i18n';
import { Link } from '../widgets/router';
import { Text } from '../widgets/text';

export function ReportList({ reports }: { readonly reports: readonly Report[] }) {
  const { t, edtf } = useI18n();
  return (
    <ul class="report-list">
      {reports.map((one) => (
        <li key={one.id}>
          <span class="event-when">{edtf(one.published)}</span>
          <span>
            <Link to={['reports', one.id]}><Text value={one.title ?? one.url ?? one.id} /></Link>
            <span class="event-meta">
              {one.outlet && <span><Text value={one.outlet} /></span>}
              <span>{t('count.claims', { count: one.claims })}</span>
              {one.remarks > 0 && <span>{t('count.remarks', { count: one.remarks })}</span>}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
