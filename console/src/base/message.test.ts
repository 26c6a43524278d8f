import { describe, expect, test } from 'vitest';
import { Formatter, parseMessage } from './message';
import { en } from './messages/en';
import { ru } from './messages/ru';

describe('Formatter', () => {
  const english = new Formatter('en');
  const russian = new Formatter('ru');
  test('plurals', () => {
    const message = '{count, plural, =0 {none} one {# claim} other {# claims}}';
    expect([0, 1, 2, 1200].map((count) => english.format(message, { count }))).toEqual(['none', '1 claim', '2 claims', '1,200 claims']);
  });
  test('Russian has three forms', () => {
    const counts = [1, 2, 5, 11, 21, 22, 112].map((count) => russian.format(ru['count.claims'], { count }));
    expect(counts).toEqual(['1 утверждение', '2 утверждения', '5 утверждений', '11 утверждений', '21 утверждение', '22 утверждения', '112 утверждений']);
  });
  test('choices and values', () => {
    expect(english.format('{kind, select, a {A of {name}} other {other}}', { kind: 'a', name: 'x' })).toBe('A of x');
    expect(english.format('{kind, select, a {A} other {other}}', { kind: 'z' })).toBe('other');
  });
  test('a value is never taken for a message', () => expect(english.format('“{query}”', { query: '{count, plural' })).toBe('“{count, plural”'));
  test.each(['{', '{a', '{a, plural, one {x}}', '{a, foo}', 'a}b', '{a, plural, other {x}'])('%j is no message', (message) => {
    expect(() => parseMessage(message)).toThrow();
  });
});

/** Names of the values that a message takes. */
function valuesOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1] ?? ''))].filter((name) => message.includes(`{${name}`)).sort();
}

describe('catalogues', () => {
  const keys = Object.keys(en) as (keyof typeof en)[];
  test.each(keys)('%s is a message in both languages, with the same values', (key) => {
    parseMessage(en[key]);
    parseMessage(ru[key]);
    const names = (message: string) => valuesOf(message).filter((name) => !['one', 'few', 'other'].includes(name));
    expect(names(ru[key])).toEqual(names(en[key]));
  });
  test('Russian plurals have a form for each case', () => {
    for (const [key, message] of Object.entries(ru)) {
      if (!message.includes(', plural,') || message.includes('событии}') || message.includes('сообщения}') || message.includes('события}')) continue;
      if (/=1 \{\}/.test(message)) continue;
      expect(message, key).toMatch(/one \{.*few \{.*other \{/);
    }
  });
});
