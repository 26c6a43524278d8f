import shapes from './generated/shapes.json';

/** A schema of openapi.yaml, reduced to what a check needs (tools/generate-api.mjs). */
interface Shape {
  readonly ref?: string;
  readonly any?: readonly Shape[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Shape;
  readonly fields?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly values?: Shape;
}

const schemas: Readonly<Record<string, Shape>> = shapes.schemas as Record<string, Shape>;
const answers: Readonly<Record<string, Shape>> = shapes.answers as Record<string, Shape>;

/** What is wrong with an answer, `events.3.stage: ...`; undefined when it is as the API's document says. */
export function faultOfAnswer(method: string, path: string, answer: unknown): string | undefined {
  const shape = answers[`${method.toLowerCase()} ${path}`];
  return shape === undefined ? undefined : faultOf(shape, answer, '');
}

/** The same for a schema by its name, for messages of the stream. */
export function faultOfSchema(name: string, value: unknown): string | undefined {
  return faultOf({ ref: name }, value, '');
}

function faultOf(shape: Shape, value: unknown, at: string): string | undefined {
  if (shape.ref !== undefined) {
    const target = schemas[shape.ref];
    return target === undefined ? `${at}: no schema ${shape.ref}` : faultOf(target, value, at);
  }
  if (shape.any) {
    const faults = shape.any.map((one) => faultOf(one, value, at));
    return faults.includes(undefined) ? undefined : faults[0];
  }
  if (shape.type !== undefined && !([] as readonly string[]).concat(shape.type).some((type) => isOf(type, value))) {
    return `${at || 'answer'}: ${String(shape.type)} expected`;
  }
  if (shape.enum && !shape.enum.includes(value)) return `${at || 'answer'}: one of ${shape.enum.join(', ')} expected`;
  if (Array.isArray(value)) return shape.items && faultOfItems(shape.items, value, at);
  if (typeof value === 'object' && value !== null) return faultOfObject(shape, value as Record<string, unknown>, at);
  return undefined;
}

function faultOfItems(shape: Shape, values: readonly unknown[], at: string): string | undefined {
  for (let index = 0; index < values.length; ++index) {
    const fault = faultOf(shape, values[index], `${at}.${index}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfObject(shape: Shape, value: Record<string, unknown>, at: string): string | undefined {
  for (const name of shape.required ?? []) {
    if (value[name] === undefined) return `${at}.${name}: missing`;
  }
  for (const name of Object.keys(value)) {
    const field = shape.fields?.[name] ?? shape.values;
    const fault = field && value[name] !== undefined ? faultOf(field, value[name], `${at}.${name}`) : undefined;
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
