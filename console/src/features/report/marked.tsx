import { unique } from '../../base/collections';
import { visibleText } from '../../base/visible';
import { useI18n } from '../../widgets/i18n';
import { Runs } from '../../widgets/text';
import type { Segment } from '../../base/spans';
import type { Mark, Paragraph } from './marks';

interface MarkedProps {
  readonly text: string;
  readonly paragraphs: readonly Paragraph[];
  readonly chosen: string | undefined;
  readonly onChoose: (claim: string) => void;
}

/** The text of a report with its highlights. Those of claims are buttons that choose the claim. */
export function Marked({ text, paragraphs, chosen, onChoose }: MarkedProps) {
  const begun = new Set<string>();
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p key={paragraph.begin} dir="auto">
          {paragraph.segments.map((segment) => (
            <Piece key={segment.begin} text={text.slice(segment.begin, segment.end)} segment={segment} chosen={chosen} onChoose={onChoose} begun={begun} />
          ))}
        </p>
      ))}
    </>
  );
}

interface PieceProps {
  readonly text: string;
  readonly segment: Segment<Mark>;
  readonly chosen: string | undefined;
  readonly onChoose: (claim: string) => void;
  /** Claims whose first piece was drawn: only that can be reached by Tab. */
  readonly begun: Set<string>;
}

function Piece({ text, segment, chosen, onChoose, begun }: PieceProps) {
  const { t, word } = useI18n();
  const { marks } = segment;
  if (marks.length === 0) return <Runs text={text} />;
  const claims = unique(marks.filter((one) => one.layer === 'claims').map((one) => one.id));
  const linked = unique(marks.filter((one) => one.layer === 'claims' || one.layer === 'chains' || one.layer === 'remarks').map((one) => one.id));
  const names = unique(marks.map((one) => `${t(`report.${one.layer}`)}: ${word('stage', one.label, visibleText(one.label))}`));
  const classes = unique(marks.map((one) => `mark-${one.layer}`)).join(' ');
  const isChosen = chosen !== undefined && linked.includes(chosen);
  // The claim that is chosen next where several meet: the one after the one that is chosen now.
  const target = claims.length > 0 ? claims[(claims.indexOf(chosen ?? '') + 1) % claims.length] : linked[0];
  if (target === undefined) return <mark class={classes} title={names.join('\n')}><Runs text={text} /></mark>;
  const first = linked.some((id) => !begun.has(id));
  for (const id of linked) begun.add(id);
  const choose = () => onChoose(target);
  return (
    <mark
      class={`${classes} ${isChosen ? 'is-chosen' : ''}`}
      title={names.join('\n')}
      data-marks={linked.join(' ')}
      role="button"
      tabIndex={first ? 0 : -1}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose();
      }}
    >
      <Runs text={text} />
    </mark>
  );
}
