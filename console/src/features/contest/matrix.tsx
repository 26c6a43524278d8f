import { memo } from 'preact/compat';
import { useMemo } from 'preact/hooks';
import type { Standing } from '../../api/types';
import { useNames } from '../../parts/contest';
import { StageChip } from '../../parts/stage';
import { useI18n } from '../../widgets/i18n';
import { Icon } from '../../widgets/icon';
import { useInSight } from '../../widgets/in-sight';
import { own, type HostRows, type Layout, type SectorRow } from './layout';
import { keyOf, type CellAt } from './replay';

interface MatrixProps {
  readonly layout: Layout;
  readonly details: ReadonlyMap<string, Standing>;
  readonly changed: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly onPick: (cell: CellAt) => void;
}

/** A row is hardly lower than this, in pixels. */
const lowest = 40;

/**
 * Standings as a table: a row for each host and sector, a column for each partner. Arrow keys go from cell to cell. Its boxes
 * are laid out as grids, of which only those in sight are drawn; the roles say that it is a table all the same.
 */
export function Matrix({ layout, details, changed, selected, onPick }: MatrixProps) {
  const { t } = useI18n();
  const names = useNames();
  const inSight = Math.ceil((globalThis.innerHeight || 1000) / lowest);
  let rows = 0;
  const starts = layout.hosts.map((one) => (rows += one.rows.length + 1) - one.rows.length);
  return (
    <div class="matrix-scroll" tabIndex={0} role="region" aria-label={t('contest.matrix')}>
      <table class="matrix" role="table" style={{ '--partners': layout.partners.length }} onKeyDown={moveByArrows}>
        <caption class="visually-hidden">{t('contest.matrixCaption')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" class="matrix-corner">{t('contest.hostSector')}</th>
            {layout.partners.map((id) => (
              <th key={id} role="columnheader" scope="col" class={`matrix-partner ${id === own ? 'is-own' : ''}`}><span dir="auto">{id === own ? t('contest.own') : names.country(id)}</span></th>
            ))}
          </tr>
        </thead>
        {layout.hosts.map((one, index) => (
          <HostBody key={one.host} of={one} first={inSight - (starts[index] ?? 0)} partners={layout.partners} details={details} changed={changed} selected={selected} onPick={onPick} />
        ))}
      </table>
    </div>
  );
}

interface BodyProps extends Omit<MatrixProps, 'layout'> {
  readonly of: HostRows;
  readonly partners: readonly string[];
  /** So many of its rows are in sight at first. */
  readonly first: number;
}

function HostBody({ of, first, partners, details, changed, selected, onPick }: BodyProps) {
  const names = useNames();
  return (
    <tbody role="rowgroup" style={{ '--rows': of.rows.length }}>
      <tr role="row" class="matrix-host">
        <th role="rowheader" scope="rowgroup" colSpan={partners.length + 1} aria-colspan={partners.length + 1}><span dir="auto">{names.host(of.host)}</span></th>
      </tr>
      {of.rows.map((row, index) => (
        <Row
          key={row.sector}
          row={row}
          isFirst={index < first}
          partners={partners}
          details={details}
          changed={changed}
          selected={selected?.startsWith(`${of.host}|${row.sector}|`) ? selected : undefined}
          onPick={onPick}
        />
      ))}
    </tbody>
  );
}

interface RowProps extends Omit<BodyProps, 'of' | 'first'> {
  readonly row: SectorRow;
  readonly isFirst: boolean;
}

/** Drawn again only when something in it has changed; out of sight not before the rest stands. */
const Row = memo(function Row({ row, isFirst, partners, details, changed, selected, onPick }: RowProps) {
  const names = useNames();
  const now = useMemo(() => ({ row, partners, details, changed, selected, onPick }), [row, partners, details, changed, selected, onPick]);
  const [element, shown] = useInSight<CellsProps, HTMLTableRowElement>(now, '.matrix-scroll', isFirst);
  return (
    <tr role="row" ref={element}>
      <th role="rowheader" scope="row" class="matrix-sector"><span dir="auto">{names.sector(row.sector)}</span></th>
      {shown ? <Cells {...shown} /> : <td role="cell" class="matrix-later" />}
    </tr>
  );
});

type CellsProps = Omit<RowProps, 'isFirst'>;

const Cells = memo(function Cells({ row, partners, details, changed, selected, onPick }: CellsProps) {
  return (
    <>
      {partners.map((partner) => {
        const cell = row.cells.get(partner);
        if (!cell) return <td key={partner} role="cell" />;
        const key = keyOf(cell);
        const detail = details.get(key);
        return (
          <td key={partner} role="cell" class={changed.has(key) ? 'is-changed' : undefined}>
            <CellButton cell={cell} trend={detail?.trend} stale={detail?.stale} selected={selected === key} changed={changed.has(key)} onPick={onPick} />
          </td>
        );
      })}
    </>
  );
});

interface CellProps {
  readonly cell: CellAt;
  readonly trend: Standing['trend'] | undefined;
  readonly stale: boolean | undefined;
  readonly selected: boolean;
  readonly changed: boolean;
  readonly onPick: (cell: CellAt) => void;
}

/** One cell. It is drawn again only when its own content changes, so that a step of the slider costs what has changed. */
export const CellButton = memo(function CellButton({ cell, trend, stale, selected, changed, onPick }: CellProps) {
  const { t } = useI18n();
  const names = useNames();
  return (
    <button
      type="button"
      class={`cell ${selected ? 'is-selected' : ''} ${stale ? 'is-stale' : ''}`}
      aria-pressed={selected}
      onClick={() => onPick(cell)}
    >
      <span class="visually-hidden">{names.country(cell.partner)}, {names.host(cell.host)}, {names.sector(cell.sector)}: </span>
      <StageChip stage={cell.stage} />
      {(cell.evidenced !== cell.claimed || (trend && trend !== 'steady') || changed) && (
        <span class="cell-notes">
          {trend && trend !== 'steady' && (
            <span class={`trend trend-${trend}`}><Icon of={trend} /><span class="visually-hidden">{t(`trend.${trend}`)}</span></span>
          )}
          {cell.evidenced !== cell.claimed && (
            <span class="cell-evidenced">{cell.evidenced ? t('contest.evidencedShort', { stage: names.stage(cell.evidenced) }) : t('contest.claimedOnly')}</span>
          )}
          {changed && <span class="visually-hidden">{t('contest.changedHere')}</span>}
        </span>
      )}
    </button>
  );
});

/** Arrow keys, Home and End move between the buttons of a table, as readers of grids expect. */
function moveByArrows(event: KeyboardEvent): void {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
  };
  const step = steps[event.key];
  const cell = (event.target as HTMLElement).closest('td');
  if (!step || !cell) return;
  const row = cell.parentElement as HTMLTableRowElement;
  const table = row.closest('table');
  if (!table) return;
  event.preventDefault();
  let x = cell.cellIndex + step[0];
  let y = row.rowIndex + step[1];
  for (; table.rows[y] && x > 0 && x < (table.rows[0]?.cells.length ?? 0); x += step[0], y += step[1]) {
    const button = table.rows[y]?.cells[x]?.querySelector('button');
    if (button) {
      button.focus();
      button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return;
    }
  }
}
