import { visibleText } from '../../base/visible';
import type { Names } from '../../parts/contest';
import { colour } from '../../widgets/theme';
import { own, type Layout } from './layout';

const column = 104;
const row = 26;
const left = 170;
const top = 44;

/** The matrix as a picture that can go into a document, in the colours of the theme in force. */
export function matrixSvg(layout: Layout, names: Names, ownName: string): string {
  const lines: string[] = [];
  const text = (x: number, y: number, content: string, fill: string, more = '') =>
    lines.push(`<text x="${x}" y="${y}" fill="${fill}" ${more}>${escapeXml(visibleText(content))}</text>`);
  layout.partners.forEach((partner, index) => text(left + index * column + 4, top - 14, partner === own ? ownName : names.country(partner), colour('ink'), 'font-weight="600"'));
  let y = top;
  for (const host of layout.hosts) {
    text(8, y + 18, names.host(host.host), colour('ink'), 'font-weight="700"');
    y += row;
    for (const line of host.rows) {
      text(20, y + 18, names.sector(line.sector), colour('ink-soft'));
      layout.partners.forEach((partner, index) => {
        const cell = line.cells.get(partner);
        if (!cell) return;
        const rung = names.rung(cell.stage);
        const fill = rung === undefined ? 'none' : colour(`rung-${rung}`);
        const x = left + index * column;
        lines.push(`<rect x="${x}" y="${y + 3}" width="${column - 6}" height="${row - 6}" rx="3" fill="${fill}" stroke="${colour('line')}"/>`);
        text(x + 6, y + 17, names.stage(cell.stage), rung === undefined ? colour('ink') : colour(`on-rung-${rung}`));
      });
      y += row;
    }
  }
  const width = left + layout.partners.length * column + 10;
  const height = y + 14;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="${colour('paper')}"/>`,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '');
}
