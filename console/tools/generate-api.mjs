// Makes src/api/generated/ from openapi.yaml: the types (openapi-typescript), and the shapes by which answers are checked
// at the edge. Nothing here is written by hand, nothing there is committed.
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const source = new URL('../../openapi.yaml', import.meta.url);
const folder = new URL('../src/api/generated/', import.meta.url);
mkdirSync(folder, { recursive: true });

/** Writes only what changed, so that watchers and incremental builds stay calm. */
function write(name, content) {
  const path = new URL(name, folder);
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  writeFileSync(path, content);
}

/** The parts of a schema that a check needs; descriptions and examples are left out. */
function shape(schema) {
  if (schema === undefined) return undefined;
  if (schema.$ref) return { ref: schema.$ref.replace('#/components/schemas/', '') };
  if (schema.oneOf) return { any: schema.oneOf.map(shape) };
  const made = {};
  if (schema.type !== undefined) made.type = schema.type;
  if (schema.enum) made.enum = schema.enum;
  if (schema.const !== undefined) made.enum = [schema.const];
  if (schema.items) made.items = shape(schema.items);
  if (schema.properties) {
    made.fields = Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name, shape(field)]));
    made.required = schema.required ?? [];
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    made.values = shape(schema.additionalProperties);
  }
  return made;
}

const document = parse(readFileSync(fileURLToPath(source), 'utf8'));
const schemas = Object.fromEntries(Object.entries(document.components.schemas).map(([name, schema]) => [name, shape(schema)]));
const answers = {};
for (const [path, methods] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      const content = response.content ?? {};
      const media = content['application/json'] ?? content['application/geo+json'];
      if (/^2/.test(status) && media) answers[`${method} ${path}`] = shape(media.schema);
    }
  }
}
write('shapes.json', JSON.stringify({ schemas, answers }));
write('schema.d.ts', `// Made from openapi.yaml by tools/generate-api.mjs.\n${astToString(await openapiTS(source))}`);
