/** Where the console is: a path and its parameters, all of it in the address, so that an address is a saved view. */
export interface Place {
  /** Decoded parts of the path: `['reports', 'sha256:…']`. */
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** Reads the part of an address after `#`. What cannot be decoded is taken as it stands. */
export function parsePlace(hash: string): Place {
  const text = hash.replace(/^#/, '');
  const mark = text.indexOf('?');
  const path = (mark < 0 ? text : text.slice(0, mark)).split('/').filter((part) => part !== '').map(decoded);
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1))) {
    if (value !== '') query[name] = value;
  }
  return { path, query };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a place, with parameters in order, so that the same view has one address. */
export function printPlace(place: Place): string {
  const path = place.path.map((part) => encodeURIComponent(part).replaceAll('%3A', ':').replaceAll('%2C', ',')).join('/');
  const entries = Object.entries(place.query).filter(([, value]) => value !== '');
  entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  const query = new URLSearchParams(entries).toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return `#/${path}${query ? `?${query}` : ''}`;
}

/** Values of a parameter that takes several. */
export function listOf(value: string | undefined): readonly string[] {
  return value ? value.split(',').filter((one) => one !== '') : [];
}
