import type { ReportDetail } from '../../api/types';
import { ByteMap } from '../../base/utf8';
import { segmentsOf, type Marked, type Segment } from '../../base/spans';

/** What may be highlighted in a report. */
export const layers = ['claims', 'names', 'dates', 'chains', 'remarks'] as const;
export type Layer = (typeof layers)[number];

/** A stretch of the text and what was read there. */
export interface Mark {
  readonly layer: Layer;
  /** Id of the claim or remark it belongs to; of a name, the actor, place or thing if known. */
  readonly id: string;
  readonly label: string;
}

const quiet = new Set(['date', 'amount']);

/** Everything that was read in a report, by UTF-16 place in its text. */
export function marksOf(report: ReportDetail): Marked<Mark>[] {
  const map = new ByteMap(report.text);
  const found: Marked<Mark>[] = [];
  const add = (begin: number | null, end: number | null, mark: Mark) => {
    if (begin === null || end === null || end <= begin) return;
    found.push({ begin: map.unitOf(begin), end: map.unitOf(end), mark });
  };
  for (const claim of report.claims) {
    add(claim.evidence.begin, claim.evidence.end, { layer: 'claims', id: claim.id, label: claim.stage ?? claim.event ?? '' });
    for (const hop of claim.chain) add(hop.begin, hop.end, { layer: 'chains', id: claim.id, label: hop.name });
  }
  for (const mention of report.mentions) {
    if (mention.type === 'amount') continue;
    const layer = quiet.has(mention.type) ? 'dates' : 'names';
    add(mention.begin, mention.end, { layer, id: mention.id ?? '', label: mention.name });
  }
  for (const remark of report.remarks) {
    add(remark.evidence.begin, remark.evidence.end, { layer: 'remarks', id: remark.id, label: remark.remark });
  }
  return found;
}

/** A paragraph of the text, cut where highlights begin and end. */
export interface Paragraph {
  readonly begin: number;
  readonly segments: readonly Segment<Mark>[];
}

/** The text by paragraphs, with the layers that are on. */
export function paragraphsOf(text: string, marked: readonly Marked<Mark>[], on: ReadonlySet<Layer>): Paragraph[] {
  const shown = marked.filter((one) => on.has(one.mark.layer));
  const paragraphs: Paragraph[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const begin = match.index;
    const end = begin + match[0].length;
    const inside = shown
      .filter((one) => one.begin < end && one.end > begin)
      .map((one) => ({ ...one, begin: one.begin - begin, end: one.end - begin }));
    const segments = segmentsOf(match[0].length, inside).map((one) => ({ ...one, begin: one.begin + begin, end: one.end + begin }));
    paragraphs.push({ begin, segments });
  }
  return paragraphs;
}
