import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Claim, ReportDetail } from '../../api/types';
import { show, toldOf } from '../../parts/testing';
import { layers, marksOf, paragraphsOf } from './marks';
import { ReportPage } from './report-page';

const text = 'Росатом 😀 has been\u202e chosen.\n<script>alert(1)</script> 中国 said so.';
const encoder = new TextEncoder();

function place(words: string): { begin: number; end: number; words: string } {
  const begin = encoder.encode(text.slice(0, text.indexOf(words))).length;
  return { begin, end: begin + encoder.encode(words).length, words };
}

function claimOf(id: string, words: string, hop: string | undefined): Claim {
  const { kind, event, mode, stage, status, who, whom, about, sector, host, when, where, amounts, said_by, quote, confidence, rule } = toldOf();
  const chain = hop ? [{ ...place(hop), name: hop, id: null, type: 'state', named: true, country: 'CN', how: 'said' }] : [];
  return { kind, event, mode, stage, status, who, whom, about, sector, host, when, where, amounts, said_by, quote, confidence, rule, id, report: 'sha256:r', evidence: place(words), chain };
}

const detail: ReportDetail = {
  report: { id: 'sha256:r', outlet: 'Wire', outlet_id: 'wire', published: '2025-06-14', title: 'A \u202etitle', url: 'javascript:alert(1)', lang: 'en', claims: 2, remarks: 0, recorded_at: '2025-06-15' },
  text,
  mentions: [{ kind: 'mention', id: 'rosatom', type: 'organisation', name: 'Rosatom', country: 'RU', confidence: 1, ...place('Росатом') }],
  claims: [claimOf('c1', 'has been\u202e chosen', '中国'), claimOf('c2', 'Росатом 😀 has been', undefined)],
  remarks: [], events: { c1: 'e1' }, appearances: [], readings: 1, pack: 'p', model: 'm',
};

beforeEach(() => {
  HTMLElement.prototype.scrollIntoView = () => undefined;
  globalThis.CSS = { ...globalThis.CSS, escape: (value: string) => value } as typeof CSS;
});

describe('marksOf', () => {
  const marks = marksOf(detail);
  test('bytes become places in the text, whatever the script', () => {
    expect(marks.map((one) => text.slice(one.begin, one.end))).toEqual(['has been\u202e chosen', '中国', 'Росатом 😀 has been', 'Росатом']);
  });
  test('paragraphs together are the text, each place once', () => {
    const paragraphs = paragraphsOf(text, marks, new Set(layers));
    const parts = paragraphs.map((one) => one.segments.map((segment) => text.slice(segment.begin, segment.end)).join(''));
    expect(parts).toEqual(text.split('\n'));
  });
  test('layers that are off leave no cut', () => {
    expect(paragraphsOf(text, marks, new Set()).map((one) => one.segments.length)).toEqual([1, 1]);
  });
});

describe('ReportPage', () => {
  const answers = { 'GET /api/v1/reports/sha256:r': detail };

  test('hostile text stays text, and what hides is shown', async () => {
    show(<ReportPage id="sha256:r" />, answers);
    await screen.findByText(/alert\(1\)/);
    expect(document.querySelector('.report-text script')).toBeNull();
    expect(document.querySelector('.report-text')?.textContent).toContain('U+202E');
    expect(document.querySelector('h1')?.textContent).toBe('A U+202Etitle');
    expect([...document.querySelectorAll('a')].map((one) => one.getAttribute('href')).filter((one) => one?.startsWith('javascript'))).toEqual([]);
  });

  test('a row chooses its words, words choose their row', async () => {
    const shown = show(<ReportPage id="sha256:r" />, answers);
    await screen.findByText(/alert\(1\)/);
    fireEvent.click(document.querySelectorAll('.claim-words')[0] ?? document);
    await waitFor(() => expect(shown.place().query['claim']).toBe('c1'));
    const chosen = () => [...document.querySelectorAll('.report-text mark.is-chosen')].map((one) => one.textContent).join('');
    await waitFor(() => expect(chosen()).toContain('chosen'));
    const words = [...document.querySelectorAll<HTMLElement>('.report-text mark')].find((one) => one.textContent === 'Росатом');
    fireEvent.keyDown(words ?? document, { key: 'Enter' });
    await waitFor(() => expect(shown.place().query['claim']).toBe('c2'));
    expect(document.querySelector('.claim-row.is-chosen')).toBeTruthy();
  });

  test('a layer can be put away', async () => {
    const shown = show(<ReportPage id="sha256:r" />, answers);
    fireEvent.click(await screen.findByRole('button', { name: /Names/ }));
    await waitFor(() => expect(shown.place().query['hide']).toBe('names'));
    expect(document.querySelector('.mark-names')).toBeNull();
  });

  test('what the ledger does not have is said so', async () => {
    show(<ReportPage id="sha256:none" />, answers);
    expect(await screen.findByText('The ledger has no such thing')).toBeTruthy();
  });
});
