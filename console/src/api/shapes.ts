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

/** What is wrong with a value, and where: the way to it is told only once something is wrong, innermost name first. */
interface Fault {
  readonly what: string;
  readonly way: (string | number)[];
}

type Check = (value: unknown) => Fault | undefined;

/** Answers have tens of thousands of values: what a schema asks for is put together once and then only run. */
const checks = new Map<Shape, Check>();

/** What is wrong with an answer, `.events.3.stage: ...`; undefined when it is as the API's document says. */
export function faultOfAnswer(method: string, path: string, answer: unknown): string | undefined {
  const shape = answers[`${method.toLowerCase()} ${path}`];
  return shape === undefined ? undefined : said(checkOf(shape)(answer));
}

/** The same for a schema by its name, for messages of the stream. */
export function faultOfSchema(name: string, value: unknown): string | undefined {
  return said(checkOf({ ref: name })(value));
}

function said(fault: Fault | undefined): string | undefined {
  return fault && `${fault.way.length > 0 ? fault.way.reverse().map((step) => `.${step}`).join('') : 'answer'}: ${fault.what}`;
}

function checkOf(shape: Shape): Check {
  if (shape.ref !== undefined) {
    const target = schemas[shape.ref];
    if (target === undefined) return () => ({ what: `no schema ${shape.ref}`, way: [] });
    // Not before it is asked for: schemas may hold themselves.
    return (value) => checkOf(target)(value);
  }
  const known = checks.get(shape);
  if (known) return known;
  const made = makeCheck(shape);
  checks.set(shape, made);
  return made;
}

function makeCheck(shape: Shape): Check {
  if (shape.any) {
    const each = shape.any.map(checkOf);
    return (value) => {
      const faults = each.map((check) => check(value));
      return faults.includes(undefined) ? undefined : faults[0];
    };
  }
  const types = shape.type === undefined ? undefined : ([] as readonly string[]).concat(shape.type);
  const one = types?.length === 1 ? types[0] : undefined;
  const ofObject = makeObjectCheck(shape);
  const ofItems = shape.items && makeItemsCheck(shape.items);
  return (value) => {
    if (types && !(one === undefined ? types.some((type) => isOf(type, value)) : isOf(one, value))) {
      return { what: `${types.join(',')} expected`, way: [] };
    }
    if (shape.enum && !shape.enum.includes(value)) return { what: `one of ${shape.enum.join(', ')} expected`, way: [] };
    if (typeof value !== 'object' || value === null) return undefined;
    return Array.isArray(value) ? ofItems?.(value) : ofObject(value as Record<string, unknown>);
  };
}

function makeItemsCheck(shape: Shape): (values: readonly unknown[]) => Fault | undefined {
  const check = checkOf(shape);
  return (values) => {
    for (let index = 0; index < values.length; ++index) {
      const fault = check(values[index]);
      if (fault) return { what: fault.what, way: [...fault.way, index] };
    }
    return undefined;
  };
}

function makeObjectCheck(shape: Shape): (value: Record<string, unknown>) => Fault | undefined {
  const required = shape.required ?? [];
  const fields = new Map(Object.entries(shape.fields ?? {}).map(([name, field]) => [name, checkOf(field)]));
  const others = shape.values && checkOf(shape.values);
  return (value) => {
    for (const name of required) if (value[name] === undefined) return { what: 'missing', way: [name] };
    for (const name of Object.keys(value)) {
      const check = fields.get(name) ?? others;
      const fault = check && value[name] !== undefined ? check(value[name]) : undefined;
      if (fault) return { what: fault.what, way: [...fault.way, name] };
    }
    return undefined;
  };
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
