import { expect, test } from 'vitest';
import { faultOfAnswer, faultOfSchema } from './shapes';

const cell = { host: 'KZ', sector: 'uranium', partner: 'FR', changes: [{ day: null, stage: 'offer', claimed: 'offer', evidenced: null }] };
const history = (cells: unknown) => faultOfAnswer('GET', '/api/v1/standings/history', { known_by: null, cells });

test('an answer as the description says has no fault', () => expect(history([cell, cell])).toBeUndefined());

test('a fault names the way to it', () => {
  expect(history([cell, { ...cell, changes: [...cell.changes, { ...cell.changes[0], stage: 7 }] }])).toBe('.cells.1.changes.1.stage: string expected');
  expect(history([{ ...cell, host: undefined }])).toBe('.cells.0.host: missing');
  expect(history('many')).toBe('.cells: array expected');
  expect(faultOfAnswer('GET', '/api/v1/standings/history', [])).toBe('answer: object expected');
});

test('what is not described is not judged', () => {
  expect(faultOfAnswer('GET', '/api/v1/none', 3)).toBeUndefined();
  expect(faultOfSchema('none', 3)).toBe('answer: no schema none');
});
