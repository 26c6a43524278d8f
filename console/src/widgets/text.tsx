import { nameOfControl, runsOf } from '../base/visible';

/**
 * Text that others wrote: always a text node, isolated in direction, with characters that hide or turn text around shown by
 * their code.
 */
export function Text({ value, class: className }: { readonly value: string; readonly class?: string }) {
  return <bdi dir="auto" class={className}><Runs text={value} /></bdi>;
}

/** The same without an element around it, for places that are isolated already. */
export function Runs({ text }: { readonly text: string }) {
  const runs = runsOf(text);
  if (runs.length === 1 && runs[0]?.kind === 'text') return <>{text}</>;
  return (
    <>
      {runs.map((run, index) =>
        run.kind === 'text'
          ? run.text
          : <span key={index} class="control-character" title={nameOfControl(run.code)}>{nameOfControl(run.code)}</span>)}
    </>
  );
}
