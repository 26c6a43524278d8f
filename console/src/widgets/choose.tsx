import { useId, useState } from 'preact/hooks';
import { useI18n } from './i18n';
import { Popover } from './popover';

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly count?: number;
}

interface ChooseProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** A filter of several values: a button that says what is chosen, and a list of boxes with a field to narrow it. */
export function Choose({ label, choices, chosen, onChange }: ChooseProps) {
  const { t, number } = useI18n();
  const names = chosen.map((id) => choices.find((one) => one.id === id)?.name ?? id);
  const said = names.length === 0 ? label : names.length <= 2 ? names.join(', ') : `${label} · ${number(names.length)}`;
  return (
    <Popover
      active={chosen.length > 0}
      label={<><span class="visually-hidden">{label}: </span><span class="ellipsis" dir="auto">{said}</span></>}
    >
      {() => (
        <Boxes label={label} choices={choices} chosen={chosen} onChange={onChange} clear={t('action.clear')} search={t('filter.narrow')} />
      )}
    </Popover>
  );
}

interface BoxesProps extends ChooseProps {
  readonly clear: string;
  readonly search: string;
}

function Boxes({ label, choices, chosen, onChange, clear, search }: BoxesProps) {
  const [narrow, setNarrow] = useState('');
  const { number } = useI18n();
  const name = useId();
  const shown = choices.filter((one) => `${one.name} ${one.id}`.toLowerCase().includes(narrow.toLowerCase()));
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset class="boxes">
      <legend>{label}</legend>
      {choices.length > 8 && (
        <input type="search" aria-label={search} placeholder={search} value={narrow} onInput={(event) => setNarrow(event.currentTarget.value)} />
      )}
      <div class="boxes-list">
        {shown.map((one) => (
          <label key={one.id} class="box">
            <input type="checkbox" name={name} checked={chosen.includes(one.id)} onChange={() => toggle(one.id)} />
            <span dir="auto">{one.name}</span>
            {one.count !== undefined && <span class="count">{number(one.count)}</span>}
          </label>
        ))}
      </div>
      <button type="button" class="button button-quiet" disabled={chosen.length === 0} onClick={() => onChange([])}>{clear}</button>
    </fieldset>
  );
}
