import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon';

interface PopoverProps {
  readonly label: ComponentChildren;
  readonly class?: string;
  readonly align?: 'start' | 'end';
  readonly active?: boolean;
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button that opens a small panel below it. Escape and a click elsewhere close it; focus goes back to the button. */
export function Popover({ label, class: className = '', align = 'start', active = false, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  return (
    <div
      class={`popover ${className}`}
      ref={root}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation();
          close();
        }
      }}
    >
      <button
        type="button"
        ref={button}
        class={`button ${active ? 'is-active' : ''}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {label}
        <Icon of="open" />
      </button>
      {open && <div class={`popover-panel align-${align}`}>{children(close)}</div>}
    </div>
  );
}
