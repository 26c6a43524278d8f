import type { Shapes } from './world-shapes';

let shapes: Promise<Shapes> | undefined;

/** The borders of the world (Natural Earth, by way of world-atlas), part of the program; fetched with the first map. */
export function loadShapes(): Promise<Shapes> {
  shapes ??= new Promise<Shapes>((done, failed) => {
    const worker = new Worker(new URL('./world-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Shapes>) => {
      worker.terminate();
      done(data);
    };
    worker.onerror = (event) => {
      worker.terminate();
      shapes = undefined;
      failed(new Error(event.message || 'The borders of the map could not be read'));
    };
  });
  return shapes;
}

let codes: ReadonlyMap<string, string> | undefined;

/** The code of a country by its English name, as far as the browser's own names go. */
export function codeOf(english: string): string {
  codes ??= codesByName();
  return codes.get(english) ?? '';
}

function codesByName(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const found = new Map<string, string>();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const name = english.of(first + second);
      if (name && !found.has(name)) found.set(name, first + second);
    }
  }
  return found;
}
