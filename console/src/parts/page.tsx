import type { ComponentChildren } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { visibleText } from '../base/visible';
import { Text } from '../widgets/text';

interface PageProps {
  readonly title: string;
  readonly kicker?: ComponentChildren;
  readonly lead?: ComponentChildren;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly class?: string;
}

/** A page: its title, which is the document's too, what may be done with it, and what it shows. */
export function Page({ title, kicker, lead, tools, children, class: className = '' }: PageProps) {
  useEffect(() => {
    document.title = `${visibleText(title)} · Tamga`;
  }, [title]);
  return (
    <div class={`page ${className}`}>
      <header class="page-head">
        <div class="page-titles">
          {kicker && <p class="kicker">{kicker}</p>}
          <h1 class="wrap-anywhere"><Text value={title} /></h1>
          {lead && <div class="lead">{lead}</div>}
        </div>
        {tools && <div class="page-tools">{tools}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page, with a heading. */
export function Section({ title, aside, children }: { readonly title: string; readonly aside?: ComponentChildren; readonly children: ComponentChildren }) {
  const heading = useId();
  return (
    <section class="section" aria-labelledby={heading}>
      <div class="section-head">
        <h2 id={heading}>{title}</h2>
        {aside && <div class="section-aside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
