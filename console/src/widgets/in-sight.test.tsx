import { act, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useInSight } from './in-sight';

/** Tells what the test says is in sight. */
class Sight {
  static all: Sight[] = [];
  readonly elements = new Set<Element>();
  constructor(private readonly told: (entries: { target: Element; isIntersecting: boolean }[]) => void) {
    Sight.all.push(this);
  }
  observe(element: Element) { this.elements.add(element); }
  unobserve(element: Element) { this.elements.delete(element); }
  static show(text: string) {
    for (const one of Sight.all) {
      one.told([...one.elements].map((target) => ({ target, isIntersecting: target.id === text })));
    }
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', Sight);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Part({ id, value, first }: { readonly id: string; readonly value: string; readonly first: boolean }) {
  const [element, shown] = useInSight<string, HTMLParagraphElement>(value, '.none', first);
  return <p ref={element} id={id}>{id} {shown ?? 'later'}</p>;
}

const both = (value: string) => <><Part id="near" value={value} first /><Part id="far" value={value} first={false} /></>;
const texts = () => [...document.querySelectorAll('p')].map((one) => one.textContent);

test('what is in sight shows a value at once, the rest when the page has come to rest', () => {
  const shown = render(both('one'));
  expect(texts()).toEqual(['near one', 'far later']);
  act(() => Sight.show('near'));
  act(() => void vi.runAllTimers());
  expect(texts()).toEqual(['near one', 'far one']);
  shown.rerender(both('two'));
  shown.rerender(both('three'));
  expect(texts()).toEqual(['near three', 'far one']);
  act(() => void vi.runAllTimers());
  expect(texts()).toEqual(['near three', 'far three']);
});

test('what comes in sight shows what it should at once', () => {
  const shown = render(both('one'));
  act(() => void vi.runAllTimers());
  shown.rerender(both('two'));
  act(() => Sight.show('far'));
  expect(screen.getByText('far two')).toBeTruthy();
});
