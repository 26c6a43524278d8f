/**
 * Messages in the part of ICU MessageFormat that this console needs: `{name}`, `{count, number}`,
 * `{count, plural, one {# claim} other {# claims}}` (with `=0` and the like), `{kind, select, person {…} other {…}}`.
 */
export type MessageValue = string | number;
export type MessageValues = Readonly<Record<string, MessageValue>>;

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string; readonly number: boolean }
  | { readonly kind: 'hash' }
  | { readonly kind: 'choice'; readonly name: string; readonly plural: boolean; readonly cases: ReadonlyMap<string, readonly Part[]> };

/** Takes a message apart. Throws on a message that is no message: `npm run lint` reads all of them. */
export function parseMessage(message: string): readonly Part[] {
  const reader = new Reader(message);
  const parts = reader.parts(false);
  if (!reader.done()) throw new Error(`Unmatched } in message: ${message}`);
  return parts;
}

class Reader {
  private at = 0;
  constructor(private readonly source: string) {}

  done(): boolean {
    return this.at >= this.source.length;
  }

  parts(inPlural: boolean): Part[] {
    const parts: Part[] = [];
    let text = '';
    const flush = () => {
      if (text) parts.push({ kind: 'text', text });
      text = '';
    };
    while (!this.done() && this.source[this.at] !== '}') {
      const character = this.source[this.at++];
      if (character === '{') {
        flush();
        parts.push(this.argument());
      } else if (character === '#' && inPlural) {
        flush();
        parts.push({ kind: 'hash' });
      } else text += character;
    }
    flush();
    return parts;
  }

  private argument(): Part {
    const name = this.word();
    if (this.take('}')) return { kind: 'value', name, number: false };
    this.expect(',');
    const type = this.word();
    if (type === 'number' && this.take('}')) return { kind: 'value', name, number: true };
    if (type !== 'plural' && type !== 'select') throw new Error(`Unknown type ${type} in message: ${this.source}`);
    this.expect(',');
    const cases = new Map<string, readonly Part[]>();
    while (!this.take('}')) {
      const key = this.word();
      this.expect('{');
      cases.set(key, this.parts(type === 'plural'));
      this.expect('}');
    }
    if (!cases.has('other')) throw new Error(`No case "other" in message: ${this.source}`);
    return { kind: 'choice', name, plural: type === 'plural', cases };
  }

  private word(): string {
    this.blanks();
    const word = /[^\s{},]+/y;
    word.lastIndex = this.at;
    const found = word.exec(this.source)?.[0];
    if (!found) throw new Error(`A name is missing at ${this.at} of message: ${this.source}`);
    this.at += found.length;
    this.blanks();
    return found;
  }

  private blanks(): void {
    while (/\s/.test(this.source[this.at] ?? '')) ++this.at;
  }

  private take(character: string): boolean {
    this.blanks();
    if (this.source[this.at] !== character) return false;
    ++this.at;
    return true;
  }

  private expect(character: string): void {
    if (!this.take(character)) throw new Error(`${character} is missing at ${this.at} of message: ${this.source}`);
  }
}

/** Fills messages in for one locale. Keeps what it took apart. */
export class Formatter {
  private readonly parsed = new Map<string, readonly Part[]>();
  private readonly rules: Intl.PluralRules;
  private readonly numbers: Intl.NumberFormat;

  constructor(readonly locale: string) {
    this.rules = new Intl.PluralRules(locale);
    this.numbers = new Intl.NumberFormat(locale);
  }

  format(message: string, values: MessageValues = {}): string {
    let parts = this.parsed.get(message);
    if (!parts) {
      parts = parseMessage(message);
      this.parsed.set(message, parts);
    }
    return this.fill(parts, values, undefined);
  }

  private fill(parts: readonly Part[], values: MessageValues, count: number | undefined): string {
    return parts.map((part) => this.part(part, values, count)).join('');
  }

  private part(part: Part, values: MessageValues, count: number | undefined): string {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'hash':
        return this.numbers.format(count ?? 0);
      case 'value': {
        const value = values[part.name] ?? '';
        return typeof value === 'number' ? this.numbers.format(value) : value;
      }
      case 'choice': {
        const value = values[part.name] ?? '';
        const number = Number(value);
        const chosen = part.plural
          ? (part.cases.get(`=${number}`) ?? part.cases.get(this.rules.select(number)))
          : part.cases.get(String(value));
        return this.fill(chosen ?? part.cases.get('other') ?? [], values, part.plural ? number : count);
      }
    }
  }
}
