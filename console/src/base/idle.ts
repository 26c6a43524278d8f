/** Tasks for when nothing else is to be done, in the order they came. */
const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** So long nobody has asked for anything: what changes step by step is drawn once it has come to rest. */
const rest = 250;

/** Runs a task once the page has come to rest, a few at a time so that it stays quick; gives back what calls it off. */
export function whenIdle(task: () => void): () => void {
  waiting.add(task);
  clearTimeout(timer);
  timer = setTimeout(next, rest);
  return () => waiting.delete(task);
}

function next(): void {
  if (waiting.size === 0) return;
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 1000 });
  else timer = setTimeout(() => work(), 0);
}

function work(deadline?: IdleDeadline): void {
  const until = performance.now() + Math.max(4, deadline?.timeRemaining() ?? 0);
  for (const task of waiting) {
    waiting.delete(task);
    task();
    if (performance.now() >= until) break;
  }
  next();
}
