import { useContest, useNames } from './contest';

/** A stage as colour and word. Off the ladder it is outlined, not coloured. */
export function StageChip({ stage, title }: { readonly stage: string | null | undefined; readonly title?: string }) {
  const names = useNames();
  if (!stage) return <span class="stage stage-none">—</span>;
  const rung = names.rung(stage);
  const known = rung === undefined ? `stage-off stage-${stage.replace(/[^a-z-]/g, '')}` : `rung-${rung}`;
  return <span class={`stage ${known}`} title={title} dir="auto">{names.stage(stage)}</span>;
}

/** The ladder, low to high, as a legend. */
export function StageLegend() {
  const contest = useContest();
  return (
    <ul class="legend">
      {contest.stages.map((stage) => <li key={stage.id}><StageChip stage={stage.id} /></li>)}
    </ul>
  );
}

/** What an event is, with its status where it is not simply so. */
export function What({ what, stage }: { readonly what: string; readonly stage: string | null }) {
  const names = useNames();
  if (stage) return <StageChip stage={stage} />;
  return <span class="stage stage-event" dir="auto">{names.what(what)}</span>;
}
