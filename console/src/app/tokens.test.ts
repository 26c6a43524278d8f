import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, luminance } from '../base/contrast';

const css = readFileSync('src/app/styles/tokens.css', 'utf8');

function tokensOf(theme: 'light' | 'dark'): Map<string, string> {
  const block = css.slice(css.indexOf(`[data-theme='${theme}']`));
  const body = block.slice(0, block.indexOf('}'));
  return new Map([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

describe.each(['light', 'dark'] as const)('colours in the %s', (theme) => {
  const tokens = tokensOf(theme);
  const of = (name: string) => {
    const value = tokens.get(name);
    if (!value) throw new Error(`no colour ${name}`);
    return value;
  };
  const rungs = Array.from({ length: 13 }, (_, rung) => rung);

  test.each(rungs)('the word on rung %i can be read', (rung) => {
    expect(contrast(of(`rung-${rung}`), of(`on-rung-${rung}`))).toBeGreaterThanOrEqual(4.5);
  });

  test('rungs run in one direction of lightness, so that their order needs no hue', () => {
    const values = rungs.map((rung) => luminance(of(`rung-${rung}`)));
    const sorted = [...values].sort((left, right) => (theme === 'light' ? right - left : left - right));
    expect(values).toEqual(sorted);
  });

  test.each([
    ['ink', 'paper'], ['ink-soft', 'paper'], ['ink-soft', 'paper-raised'], ['ink-soft', 'paper-sunk'], ['accent', 'paper'], ['accent', 'paper-raised'],
    ['accent', 'accent-soft'], ['ink-soft', 'accent-soft'], ['on-accent', 'accent'], ['good', 'paper-raised'], ['bad', 'paper-raised'], ['bad', 'paper'],
    ['ink', 'warn-soft'], ['ink', 'bad-soft'], ['ink', 'mark-claims'], ['ink', 'mark-claims-chosen'], ['ink', 'mark-chains'], ['ink', 'mark-remarks'],
    ['map-on-cluster', 'map-cluster'], ['map-label', 'map-land'],
  ])('%s on %s can be read', (ink, paper) => expect(contrast(of(ink), of(paper))).toBeGreaterThanOrEqual(4.5));

  test.each(['line-strong', 'claimed', 'evidenced', 'edge-1', 'edge-2', 'edge-3', 'node-host', 'node-other', 'changed'])('%s can be made out', (name) => {
    expect(contrast(of(name), of('paper-raised'))).toBeGreaterThanOrEqual(name === 'edge-1' ? 2.5 : 3);
  });
});
