/** Signs as strokes in a box of 16: no font has to have them. */
const strokes = {
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13',
  moon: 'M13.5 9.6A6 6 0 1 1 6.4 2.5a4.7 4.7 0 0 0 7.1 7.1z',
  settings: 'M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6M11.5 4.5a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0M8 11.5a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  done: 'M2.5 8.5l3.5 4 7.5-9',
  play: 'M4.5 2.5l9 5.5-9 5.5z',
  pause: 'M5 3v10M11 3v10',
  open: 'M3.5 6l4.5 4.5L12.5 6',
  up: 'M3.5 12.5l9-9M6 3.5h6.5V10',
  steady: 'M2 8h12M9.5 3.5 14 8l-4.5 4.5',
  down: 'M3.5 3.5l9 9M6 12.5h6.5V6',
  stalled: 'M5.5 3v10M10.5 3v10',
} as const;

/** A sign beside words, or on a button that has a name; it says nothing to screen readers. */
export function Icon({ of }: { readonly of: keyof typeof strokes }) {
  return <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={strokes[of]} /></svg>;
}
