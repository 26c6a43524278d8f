import type { Country } from './world-countries';

/** A part of the world to be painted, in Web Mercator, at so many pixels of the screen, `scale` to one of the page. */
export interface Ground {
  readonly extent: number[];
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly sea: string;
  readonly land: string;
  readonly host: string;
  readonly border: string;
  /** The countries in the colour of hosts, by their English names. */
  readonly hosts: readonly string[];
}

/** What the worker is asked for, and what it answers: first of all which countries there are. */
export type Order = Ground & { readonly order: number };
export type Answer =
  | { readonly countries: readonly Country[] }
  | { readonly order: number; readonly picture: ImageBitmap };

export interface World {
  readonly countries: readonly Country[];
  paint(ground: Ground): Promise<ImageBitmap>;
}

let world: Promise<World> | undefined;

/** The world (Natural Earth, by way of world-atlas), part of the program; read and painted by a worker beside the page. */
export function loadWorld(): Promise<World> {
  world ??= new Promise<World>((done, failed) => {
    const worker = new Worker(new URL('./world-worker.ts', import.meta.url), { type: 'module' });
    const awaited = new Map<number, (picture: ImageBitmap) => void>();
    let orders = 0;
    const paint = (ground: Ground) =>
      new Promise<ImageBitmap>((painted) => {
        awaited.set(++orders, painted);
        worker.postMessage({ ...ground, order: orders } satisfies Order);
      });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('countries' in data) return done({ countries: data.countries, paint });
      awaited.get(data.order)?.(data.picture);
      awaited.delete(data.order);
    };
    worker.onerror = (event) => {
      worker.terminate();
      world = undefined;
      failed(new Error(event.message || 'The borders of the map could not be read'));
    };
  });
  return world;
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
