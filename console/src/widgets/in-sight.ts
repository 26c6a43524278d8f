import { useEffect, useReducer, useRef, useState } from 'preact/hooks';

import { whenIdle } from '../base/idle';

type Seen = (near: boolean) => void;

/** Tells elements whether they are in sight of what scrolls them, or nearly so. */
class Watch {
  private readonly told = new Map<Element, Seen>();
  private readonly observer: IntersectionObserver;

  constructor(root: Element | null) {
    this.observer = new IntersectionObserver(
      (entries) => entries.forEach((entry) => this.told.get(entry.target)?.(entry.isIntersecting)),
      { root, rootMargin: '240px 0px' },
    );
  }

  add(element: Element, seen: Seen): () => void {
    this.told.set(element, seen);
    this.observer.observe(element);
    return () => {
      this.told.delete(element);
      this.observer.unobserve(element);
    };
  }
}

const watches = new WeakMap<Element, Watch>();

function watchOf(element: Element, scroller: string): Watch {
  const root = element.closest(scroller);
  const key = root ?? document.documentElement;
  const watch = watches.get(key) ?? new Watch(root);
  watches.set(key, watch);
  return watch;
}

/**
 * What an element of many shows: the value itself while it is in sight of its scroller (a selector); out of sight it follows
 * when nothing else is to be done, so that a change of all costs what is seen of it. Undefined: nothing was shown yet.
 * `first`: it is among those in sight before anybody has scrolled.
 */
export function useInSight<T, E extends Element>(value: T, scroller: string, first: boolean): readonly [{ current: E | null }, T | undefined] {
  const element = useRef<E>(null);
  const [near, setNear] = useState(first || typeof IntersectionObserver === 'undefined');
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const shown = useRef<T>();
  if (near) shown.current = value;
  useEffect(() => {
    if (!element.current || typeof IntersectionObserver === 'undefined') return undefined;
    return watchOf(element.current, scroller).add(element.current, setNear);
  }, [scroller]);
  useEffect(() => {
    if (shown.current === value) return undefined;
    return whenIdle(() => {
      shown.current = value;
      drawAgain(undefined);
    });
  }, [value, near]);
  return [element, shown.current];
}
