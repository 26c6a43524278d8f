// Imports go down only: base <- api <- widgets <- parts <- features <- app; features do not know one another.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src', import.meta.url));
const layers = ['base', 'api', 'widgets', 'parts', 'features', 'app'];

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

let faults = 0;
const complain = (file, what) => {
  console.error(`${relative(process.cwd(), file)}: ${what}`);
  ++faults;
};
for (const file of files(source)) {
  const [layer, feature] = relative(source, file).split('/');
  const row = layers.indexOf(layer);
  if (row < 0) continue;
  for (const [, target] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']*)'/g)) {
    const [to, other] = relative(source, normalize(join(dirname(file), target))).split('/');
    const below = layers.indexOf(to);
    if (below > row) complain(file, `${layer} may not import from ${to} (${target})`);
    if (layer === 'features' && to === 'features' && other !== feature) complain(file, `features may not import one another (${target})`);
  }
}
if (faults > 0) process.exit(1);
