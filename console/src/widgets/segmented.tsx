import { useId } from 'preact/hooks';

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly name: string; readonly title?: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** The label is for screen readers only. */
  readonly quiet?: boolean;
}

/** One of a few: radio buttons that look like a row of buttons, with the keys of radio buttons. */
export function Segmented<T extends string>({ label, options, value, onChange, quiet = false }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset class="segmented-field">
      <legend class={quiet ? 'visually-hidden' : undefined}>{label}</legend>
      <span class="segmented">
        {options.map((one) => (
          <label key={one.value} title={one.title}>
            <input type="radio" name={name} checked={one.value === value} onChange={() => onChange(one.value)} />
            <span>{one.name}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
