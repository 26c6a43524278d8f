import { act, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { show } from './testing';
import { Loaded } from '../widgets/load';

afterEach(() => void vi.useRealTimers());

test('what takes long says so, and for how long', () => {
  vi.useFakeTimers();
  show(<Loaded of={{ data: undefined, error: undefined, busy: true, retry: () => undefined }}>{() => <p>here</p>}</Loaded>);
  act(() => void vi.advanceTimersByTime(2000));
  expect(screen.queryByText(/takes long/)).toBeNull();
  act(() => void vi.advanceTimersByTime(5000));
  expect(screen.getByText(/takes long/).textContent).toContain('7 s so far');
});

test('an answer that is being replaced stays, and says that the next one takes long', () => {
  vi.useFakeTimers();
  show(<Loaded of={{ data: 'old', error: undefined, busy: true, retry: () => undefined }}>{(data) => <p>{data}</p>}</Loaded>);
  act(() => void vi.advanceTimersByTime(5000));
  expect(screen.getByText('old')).toBeTruthy();
  expect(screen.getByText(/takes long/)).toBeTruthy();
});
