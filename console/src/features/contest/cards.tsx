import type { Standing } from '../../api/types';
import { useNames } from '../../parts/contest';
import { useI18n } from '../../widgets/i18n';
import { own, type Layout } from './layout';
import { CellButton } from './matrix';
import { keyOf, type CellAt } from './replay';

/** The matrix for narrow screens: hosts, their sectors, and who stands where in each. */
export function MatrixCards({ layout, details, changed, selected, onPick }: {
  readonly layout: Layout;
  readonly details: ReadonlyMap<string, Standing>;
  readonly changed: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly onPick: (cell: CellAt) => void;
}) {
  const names = useNames();
  const { t } = useI18n();
  return (
    <div class="cards">
      {layout.hosts.map((one) => (
        <section key={one.host} class="card">
          <h2 class="card-title" dir="auto">{names.host(one.host)}</h2>
          {one.rows.map((row) => (
            <div key={row.sector} class="card-row">
              <h3 dir="auto">{names.sector(row.sector)}</h3>
              <ul>
                {layout.partners.flatMap((partner) => {
                  const cell = row.cells.get(partner);
                  if (!cell) return [];
                  const key = keyOf(cell);
                  return [
                    <li key={partner} class={changed.has(key) ? 'is-changed' : undefined}>
                      <span class="card-partner" dir="auto">{partner === own ? t('contest.own') : names.country(partner)}</span>
                      <CellButton cell={cell} detail={details.get(key)} selected={selected === key} changed={changed.has(key)} onPick={onPick} />
                    </li>,
                  ];
                })}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
