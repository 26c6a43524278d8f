import atlas from 'world-atlas/countries-50m.json';
import { shapesOf, type Atlas } from './world-shapes';

// A worker: reading the atlas would hold up the page for a quarter of a second.
const shapes = shapesOf(atlas as unknown as Atlas);
const held = [shapes.boxes, ...shapes.levels.flatMap((one) => [one.points, one.starts])].map((one) => one.buffer);
(globalThis as unknown as { postMessage(message: unknown, transfer: readonly unknown[]): void }).postMessage(
  shapes,
  held,
);
