import { describe, expect, test } from 'vitest';
import { ByteMap } from './utf8';

const encoder = new TextEncoder();

/** Every boundary of a character, by the encoder itself. */
function boundaries(text: string): [byte: number, unit: number][] {
  const found: [number, number][] = [[0, 0]];
  let unit = 0;
  let byte = 0;
  for (const character of text) {
    unit += character.length;
    byte += encoder.encode(character).length;
    found.push([byte, unit]);
  }
  return found;
}

const texts = [
  '', 'plain ASCII', 'Росатом построит АЭС', '哈萨克斯坦第二座核电站', '😀😀 two', 'a😀b', 'é́ combining', '“Ulken” — Өскемен', '\u202eabc\u0000',
  'mixed 中 и 😀 and ascii at the end',
];

describe('ByteMap', () => {
  test.each(texts)('finds every character of %j', (text) => {
    const map = new ByteMap(text);
    for (const [byte, unit] of boundaries(text)) expect(map.unitOf(byte)).toBe(unit);
    expect(map.byteLength).toBe(encoder.encode(text).length);
  });

  test('a byte inside a character gives its beginning', () => {
    const map = new ByteMap('a中😀b');
    expect([1, 2, 3].map((byte) => map.unitOf(byte))).toEqual([1, 1, 1]);
    expect([4, 5, 6, 7].map((byte) => map.unitOf(byte))).toEqual([2, 2, 2, 2]);
    expect(map.unitOf(8)).toBe(4);
  });

  test('places outside the text are its ends', () => {
    const map = new ByteMap('中');
    expect(map.unitOf(-5)).toBe(0);
    expect(map.unitOf(99)).toBe(1);
  });

  test('slices by bytes', () => expect(new ByteMap('Росатом выбран').slice(0, 14)).toBe('Росатом'));

  test('agrees with the encoder on drawn texts', () => {
    const letters = ['a', 'я', '中', '😀', ' ', 'ß', '\u0301'];
    let seed = 7;
    for (let round = 0; round < 200; ++round) {
      let text = '';
      for (let length = 0; length < 40; ++length) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        text += letters[seed % letters.length];
      }
      const map = new ByteMap(text);
      for (const [byte, unit] of boundaries(text)) expect(map.unitOf(byte)).toBe(unit);
    }
  });
});
