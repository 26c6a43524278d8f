import { describe, expect, test } from 'vitest';
import { toCsv } from './csv';
import { segmentsOf } from './spans';
import { StreamParser } from './sse';
import { parsePlace, printPlace } from './view-state';
import { nameOfControl, runsOf, visibleText } from './visible';

describe('segmentsOf', () => {
  const draw = (length: number, marks: readonly (readonly [number, number, string])[]) =>
    segmentsOf(length, marks.map(([begin, end, mark]) => ({ begin, end, mark }))).map((one) => `${one.begin}-${one.end}${one.marks.join('')}`);

  test('cuts where marks begin and end', () => expect(draw(10, [[2, 5, 'a'], [4, 8, 'b']])).toEqual(['0-2', '2-4a', '4-5ab', '5-8b', '8-10']));
  test('keeps the order of marks', () => expect(draw(4, [[2, 4, 'x'], [0, 4, 'y']])).toEqual(['0-2y', '2-4xy']));
  test('leaves out what lies outside or is empty', () => expect(draw(4, [[9, 12, 'x'], [3, 3, 'y'], [-5, 2, 'z']])).toEqual(['0-2z', '2-4']));
  test('an empty text has no segments', () => expect(draw(0, [[0, 3, 'x']])).toEqual([]));
  test('covers every place once', () => {
    let seed = 3;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 100; ++round) {
      const marks = Array.from({ length: 12 }, (_, mark) => ({ begin: random(60), end: random(60), mark }));
      const segments = segmentsOf(50, marks);
      let at = 0;
      for (const segment of segments) {
        expect(segment.begin).toBe(at);
        at = segment.end;
        const expected = marks.filter((one) => one.begin <= segment.begin && one.end >= segment.end && one.begin < one.end).map((one) => one.mark);
        expect(segment.marks).toEqual(expected);
      }
      expect(at).toBe(50);
    }
  });
});

describe('text that deceives', () => {
  test('overrides, zero widths and control characters are shown by name', () => {
    expect(visibleText('pay\u202eelpmis\u202c')).toBe('pay[U+202E]elpmis[U+202C]');
    expect(visibleText('a\u200bb\ufeffc\u0000d\u001be')).toBe('a[U+200B]b[U+FEFF]c[␀]d[␛]e');
    expect(visibleText('tag\u{e0041}')).toBe('tag[U+E0041]');
  });
  test('ordinary text stays whole', () => {
    const text = 'Росатом\t中国\n«۱۲۳» नि‍क 😀';
    expect(runsOf(text)).toEqual([{ kind: 'text', text }]);
  });
  test('names of controls', () => expect([0, 0x1f, 0x7f, 0x85, 0x2066].map(nameOfControl)).toEqual(['␀', '␟', '␡', 'U+0085', 'U+2066']));
});

describe('toCsv', () => {
  test('quotes what needs it', () => expect(toCsv(['a', 'b'], [['x,y', 'say "hi"'], ['line\nbreak', null]])).toBe('a,b\r\n"x,y","say ""hi"""\r\n"line\nbreak",\r\n'));
  test('a formula is text', () => expect(toCsv(['a'], [['=HYPERLINK("x")'], ['-1'], [-1]])).toBe('a\r\n"\'=HYPERLINK(""x"")"\r\n\'-1\r\n-1\r\n'));
});

describe('StreamParser', () => {
  const parse = (...chunks: string[]) => {
    const parser = new StreamParser();
    return chunks.flatMap((chunk) => parser.push(chunk));
  };
  test('takes messages apart', () => {
    expect(parse('event: claim\nid: 3-1\ndata: {"a":1}\n\n: alive\n\ndata: x\ndata: y\n\n')).toEqual([
      { event: 'claim', data: '{"a":1}', id: '3-1' },
      { event: 'message', data: 'x\ny', id: '3-1' },
    ]);
  });
  test('however it is cut', () => {
    const whole = 'event: version\r\nid: 1-2\r\ndata: {"v":"д"}\r\n\r\nevent: hello\ndata: 2\n\n';
    const expected = parse(whole);
    expect(expected).toHaveLength(2);
    for (let cut = 0; cut <= whole.length; ++cut) expect(parse(whole.slice(0, cut), whole.slice(cut))).toEqual(expected);
    expect(parse(...whole)).toEqual(expected);
  });
});

describe('places in the address', () => {
  test.each([
    ['#/', { path: [], query: {} }],
    ['#/map?host=KZ,UZ&stage=offer', { path: ['map'], query: { host: 'KZ,UZ', stage: 'offer' } }],
    ['#/reports/sha256:ab?claim=x%2Fy', { path: ['reports', 'sha256:ab'], query: { claim: 'x/y' } }],
  ])('%s', (hash, place) => {
    expect(parsePlace(hash)).toEqual(place);
    expect(printPlace(place)).toBe(hash);
  });
  test('any id comes back', () => {
    for (const id of ['a/b', 'ä ö', '100%', '..', '中?#&=+', '\u202e']) {
      const place = { path: ['actors', id], query: { q: id } };
      expect(parsePlace(printPlace(place))).toEqual(place);
    }
  });
  test('a broken address is read as it stands', () => expect(parsePlace('#/actors/%E0%A4%A').path).toEqual(['actors', '%E0%A4%A']));
  test('one view, one address', () => expect(printPlace({ path: [], query: { b: '1', a: '2', c: '' } })).toBe('#/?a=2&b=1'));
});
