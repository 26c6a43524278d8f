/**
 * Places in a text by UTF-8 byte, as the ledger has them, as places by UTF-16 unit, as JavaScript has them. Built once for a
 * text; looking up is a binary search over the places where the two counts stop running side by side.
 */
export class ByteMap {
  private readonly bytes: Uint32Array;
  private readonly units: Uint32Array;
  readonly byteLength: number;

  constructor(readonly text: string) {
    const bytes: number[] = [];
    const units: number[] = [];
    let byte = 0;
    let unit = 0;
    while (unit < text.length) {
      const point = text.codePointAt(unit) ?? 0;
      const byteSize = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      const unitSize = point < 0x10000 ? 1 : 2;
      byte += byteSize;
      unit += unitSize;
      // After a character whose counts differ the offset between them has changed.
      if (byteSize !== unitSize) {
        bytes.push(byte);
        units.push(unit);
      }
    }
    this.bytes = Uint32Array.from(bytes);
    this.units = Uint32Array.from(units);
    this.byteLength = byte;
  }

  /** The UTF-16 place of a byte; a byte inside a character gives the beginning of that character. */
  unitOf(byte: number): number {
    const at = Math.max(0, Math.min(byte, this.byteLength));
    const index = lastNotAbove(this.bytes, at);
    const known = index < 0 ? 0 : (this.units[index] ?? 0);
    const knownByte = index < 0 ? 0 : (this.bytes[index] ?? 0);
    const nextByte = this.bytes[index + 1];
    const unit = known + (at - knownByte);
    if (nextByte === undefined) return unit;
    // Up to the next wide character both run side by side; inside it, its beginning is meant.
    const nextUnit = this.units[index + 1] ?? unit;
    const wideStart = nextUnit - ((this.text.codePointAt(nextUnit - 2) ?? 0) >= 0x10000 ? 2 : 1);
    return Math.min(unit, wideStart);
  }

  /** The text between two bytes. */
  slice(begin: number, end: number): string {
    return this.text.slice(this.unitOf(begin), this.unitOf(end));
  }
}

/** Index of the last value that is not above `limit`, -1 when all are. */
function lastNotAbove(values: Uint32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
