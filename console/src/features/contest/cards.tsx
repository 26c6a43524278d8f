import { useMemo, useState } from 'preact/hooks';
import type { Standing } from '../../api/types';
import { useNames } from '../../parts/contest';
import { StageChip } from '../../parts/stage';
import { useI18n } from '../../widgets/i18n';
import { Icon } from '../../widgets/icon';
import { own, type Layout, type SectorRow } from './layout';
import { CellButton } from './matrix';
import { keyOf, type CellAt } from './replay';

interface CardsProps {
  readonly layout: Layout;
  readonly details: ReadonlyMap<string, Standing>;
  readonly changed: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly onPick: (cell: CellAt) => void;
}

/** So many cells are scrolled through; where there are more, each sector opens by itself. */
const few = 60;

/** The matrix for narrow screens: hosts, their sectors, and who stands where in each. */
export function MatrixCards(props: CardsProps) {
  const names = useNames();
  const { layout } = props;
  const cells = layout.hosts.reduce((sum, host) => sum + host.rows.reduce((some, row) => some + row.cells.size, 0), 0);
  return (
    <div class="cards">
      {layout.hosts.map((one) => (
        <section key={one.host} class="card">
          <h2 class="card-title" dir="auto">{names.host(one.host)}</h2>
          {one.rows.map((row) => (cells > few
            ? <FoldedRow key={row.sector} row={row} {...props} />
            : (
              <div key={row.sector} class="card-row">
                <h3 dir="auto">{names.sector(row.sector)}</h3>
                <Cells row={row} {...props} />
              </div>
            )))}
        </section>
      ))}
    </div>
  );
}

/** A sector that says how far the furthest has got, and shows everybody once it is opened. */
function FoldedRow({ row, ...props }: CardsProps & { readonly row: SectorRow }) {
  const { t } = useI18n();
  const names = useNames();
  const all = useMemo(() => [...row.cells.values()], [row]);
  const [open, setOpen] = useState(() => all.some((cell) => keyOf(cell) === props.selected));
  const furthest = all.reduce<CellAt | undefined>((best, cell) => (best && (names.rung(best.stage) ?? -1) >= (names.rung(cell.stage) ?? -1) ? best : cell), undefined);
  const changes = all.filter((cell) => props.changed.has(keyOf(cell))).length;
  if (all.length === 0) return null;
  return (
    <details class="card-row card-fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h3 dir="auto">{names.sector(row.sector)}</h3>
        <span class="card-sum">
          {changes > 0 && <span class="tag tag-decided">{t('changes.moves', { count: changes })}</span>}
          <span class="muted">{t('count.partners', { count: all.length })}</span>
          <StageChip stage={furthest?.stage} />
          <Icon of="open" />
        </span>
      </summary>
      {open && <Cells row={row} {...props} />}
    </details>
  );
}

function Cells({ row, layout, details, changed, selected, onPick }: CardsProps & { readonly row: SectorRow }) {
  const names = useNames();
  const { t } = useI18n();
  return (
    <ul>
      {layout.partners.flatMap((partner) => {
        const cell = row.cells.get(partner);
        if (!cell) return [];
        const key = keyOf(cell);
        const detail = details.get(key);
        return [
          <li key={partner} class={changed.has(key) ? 'is-changed' : undefined}>
            <span class="card-partner" dir="auto">{partner === own ? t('contest.own') : names.country(partner)}</span>
            <CellButton cell={cell} trend={detail?.trend} stale={detail?.stale} selected={selected === key} changed={changed.has(key)} onPick={onPick} />
          </li>,
        ];
      })}
    </ul>
  );
}
