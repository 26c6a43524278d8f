/** Fields that a person may put right, with the values to choose from where there are few. */
export interface Field {
  readonly name: 'stage' | 'status' | 'event' | 'mode' | 'when' | 'host' | 'sector' | 'said_by';
  readonly several: boolean;
}

export const fields: readonly Field[] = [
  { name: 'stage', several: false },
  { name: 'status', several: false },
  { name: 'when', several: false },
  { name: 'host', several: true },
  { name: 'sector', several: true },
  { name: 'event', several: false },
  { name: 'mode', several: false },
  { name: 'said_by', several: false },
];

/** `stage=memorandum` for each field whose value was changed; an empty value empties the field. */
export function changesOf(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.entries(after)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([name, value]) => value !== (before[name] ?? ''))
    .map(([name, value]) => `${name}=${value}`);
}
