import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import type { Decision, Doubt, DoubtDetail } from '../../api/types';
import { eventOf, show, toldOf, type Answers } from '../../parts/testing';
import { useRouter } from '../../widgets/router';
import { changesOf } from './corrections';
import { ReviewPage } from './review-page';

const source = toldOf().source;
/** The page as its route shows it. */
function Placed() {
  return <ReviewPage id={useRouter().place.path[1]} />;
}

const doubt = (id: string, sentence: string): Doubt => ({ event: eventOf({ id, sentence }), words: 'words', source, score: 0.5, doubt: 0.6, importance: 0.8, reasons: ['one origin'] });
const queue = [doubt('e1', 'First event'), doubt('e2', 'Second event')];

function detailOf(one: Doubt): DoubtDetail {
  const told = [toldOf(), toldOf({ id: 'c2' })];
  return {
    doubt: one,
    detail: { event: one.event, told_by: told, conflicts: [], copies: [], links: [], origins: ['wire'], decisions: [], initiatives: [] },
    alternatives: [{ event: eventOf({ id: 'e9', sentence: 'Looks alike' }), sameness: 0.7 }],
  };
}

const decision: Decision = {
  id: 'd1', kind: 'accept', author: 'A. Reader', reason: null, made_at: '2026-01-01T00:00:00Z', words: 'accepted, A. Reader', stands: true, claims: ['c1'],
  others: [], field: null, value: null, entities: [], undoes: null,
};

const answers: Answers = {
  'GET /api/v1/review/queue': { queue, total: 2, next: null },
  'GET /api/v1/review/queue/e1': detailOf(queue[0] ?? doubt('', '')),
  'GET /api/v1/review/queue/e2': detailOf(queue[1] ?? doubt('', '')),
  'GET /api/v1/decisions': { decisions: [], total: 0, next: null },
  'POST /api/v1/decisions': { decisions: [decision] },
  'POST /api/v1/decisions/d1/undo': { decisions: [{ ...decision, id: 'd2', kind: 'undo', undoes: 'd1' }] },
};

describe('ReviewPage', () => {
  test('a accepts, and goes on to the next', async () => {
    const shown = show(<ReviewPage id={undefined} />, answers);
    await screen.findByRole('heading', { name: 'First event' });
    await shown.press('a');
    await waitFor(() => expect(shown.bodies).toEqual([{ kind: 'accept', ids: ['e1'], author: 'A. Reader' }]));
    await waitFor(() => expect(shown.place().path).toEqual(['review', 'e2']));
  });

  test('u takes the last decision back', async () => {
    const shown = show(<ReviewPage id="e2" />, { ...answers, 'GET /api/v1/review/queue/e2': { ...detailOf(queue[1] ?? doubt('', '')), detail: { ...detailOf(queue[1] ?? doubt('', '')).detail, decisions: [decision] } } });
    await screen.findByRole('heading', { name: 'Second event' });
    await shown.press('u');
    await waitFor(() => expect(shown.asked).toContain('POST /api/v1/decisions/d1/undo'));
  });

  test('a dispute needs a reason', async () => {
    const shown = show(<ReviewPage id={undefined} />, answers);
    await screen.findByRole('heading', { name: 'First event' });
    await shown.press('d');
    const button = (await screen.findAllByText('Dispute')).map((one) => one.closest('button')).find((one) => one?.type === 'submit');
    expect(button?.disabled).toBe(true);
    fireEvent.input(screen.getByLabelText('Reason'), { target: { value: 'no such paper' } });
    await waitFor(() => expect(button?.disabled).toBe(false));
    fireEvent.submit(button?.form ?? document);
    await waitFor(() => expect(shown.bodies).toEqual([{ kind: 'dispute', ids: ['e1'], reason: 'no such paper', author: 'A. Reader' }]));
  });

  test('a merge names the other event, a split the claims', async () => {
    const shown = show(<Placed />, answers);
    await screen.findByRole('heading', { name: 'First event' });
    const decide = async (key: string, box: RegExp | number) => {
      await shown.press(key);
      const boxes = await screen.findAllByRole('checkbox', { hidden: true });
      fireEvent.click(typeof box === 'number' ? (boxes[box] ?? document) : screen.getByLabelText(box));
      fireEvent.input(screen.getByLabelText('Reason'), { target: { value: 'because' } });
      const form = screen.getByLabelText('Reason').closest('form');
      await waitFor(() => expect(form?.querySelector<HTMLButtonElement>('[type=submit]')?.disabled).toBe(false));
      fireEvent.submit(form ?? document);
    };
    await decide('m', /Looks alike/);
    await waitFor(() => expect(shown.bodies[0]).toEqual({ kind: 'merge', ids: ['e1', 'e9'], reason: 'because', author: 'A. Reader' }));
    await screen.findByRole('heading', { name: 'Second event' });
    await decide('s', 1);
    await waitFor(() => expect(shown.bodies[1]).toEqual({ kind: 'split', ids: ['e2', 'c2'], reason: 'because', author: 'A. Reader' }));
  });

  test('without a name nothing is sent', async () => {
    const shown = show(<ReviewPage id={undefined} />, answers, { author: '' });
    await screen.findByRole('heading', { name: 'First event' });
    await shown.press('a');
    await new Promise((done) => setTimeout(done, 20));
    expect(shown.bodies).toEqual([]);
  });
});

test('a correction sends what was changed, and empties what was emptied', () => {
  expect(changesOf({ stage: 'offer', host: 'KZ', when: '2025' }, { stage: 'memorandum', host: 'KZ', when: ' ' })).toEqual(['stage=memorandum', 'when=']);
  expect(changesOf({ stage: 'offer' }, { stage: 'offer' })).toEqual([]);
});
