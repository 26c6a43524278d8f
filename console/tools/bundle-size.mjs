// What a browser fetches to show the first page, compressed as the server compresses it; and what each later part adds.
//
//     npm run build && npm run size
import { gzipSync } from 'node:zlib';
import { readFileSync, readdirSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);
const limit = 600_000;
const size = (name) => gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length;
const html = readFileSync(new URL('index.html', dist), 'utf8');

/** index.html, what it names, and what those import at once. */
const first = new Set(['index.html']);
const add = (name) => {
  if (first.has(name)) return;
  first.add(name);
  if (!name.endsWith('.js')) return;
  const source = readFileSync(new URL(name, dist), 'utf8');
  for (const [, path] of source.matchAll(/(?:^|[;}])import(?:[^'"()]*?from)?\s*["']\.\/([^"']+)["']/g)) add(`assets/${path}`);
};
for (const [, path] of html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)) add(path);

let total = 0;
for (const name of first) {
  const bytes = size(name);
  total += bytes;
  console.log(`${String(bytes).padStart(9)}  ${name}`);
}
console.log(`${String(total).padStart(9)}  first load (limit ${limit})`);
const later = readdirSync(new URL('assets/', dist)).map((name) => `assets/${name}`).filter((name) => !first.has(name));
for (const name of later.sort((left, right) => size(right) - size(left)).slice(0, 8)) console.log(`${String(size(name)).padStart(9)}  later: ${name}`);
if (total > limit) {
  console.error(`The first load is larger than ${limit} bytes`);
  process.exit(1);
}
