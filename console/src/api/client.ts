import createClient, { type Middleware, type ParamsOption } from 'openapi-fetch';
import type { paths } from './generated/schema';
import { faultOfAnswer, faultOfSchema } from './shapes';
import type { AddedReport, Decision, NewDecision, NewReport, Problem } from './types';

type Operation<P extends keyof paths> = paths[P] extends { get: infer O } ? O : never;
type Json<C> = C extends { 'application/json': infer B } ? B : C extends { 'application/geo+json': infer B } ? B : never;

/** Paths that can be read. */
export type GetPath = { [P in keyof paths]: paths[P] extends { get: { responses: { 200: unknown } } } ? P : never }[keyof paths];
/** What such a path answers, as JSON. */
export type Answer<P extends GetPath> = Operation<P> extends { responses: { 200: { content: infer C } } } ? Json<C> : never;
/** What it takes, path and query. */
export type Params<P extends GetPath> = ParamsOption<Operation<P>>['params'];

/** Something an answer said is wrong, or that there was no answer at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export interface ApiOptions {
  /** Where the API is, relative to the page: '' where the page is served beside it. */
  readonly baseUrl: string;
  /** The token to send, asked for at each request; undefined when there is none. */
  readonly token: () => string | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

/** The one way to the server. Answers are checked against openapi.yaml before anybody sees them. */
export class Api {
  private readonly client;
  private readonly fetch: typeof globalThis.fetch;

  constructor(private readonly options: ApiOptions) {
    this.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.client = createClient<paths>({ baseUrl: options.baseUrl, fetch: (request: Request) => this.fetch(request) });
    this.client.use(authorize(options.token));
  }

  async get<P extends GetPath>(path: P, params: Params<P>, signal?: AbortSignal): Promise<Answer<P>> {
    // openapi-fetch cannot know that a path that is still a type parameter takes these parameters.
    const get = this.client.GET as unknown as (path: string, init: object) => Promise<Fetched>;
    const found = await this.answer(get(path, { params, signal }));
    return checked('get', path, found) as Answer<P>;
  }

  async decide(decision: NewDecision): Promise<readonly Decision[]> {
    const found = await this.answer(this.client.POST('/api/v1/decisions', { body: decision }));
    return (checked('post', '/api/v1/decisions', found) as { decisions: Decision[] }).decisions;
  }

  async undo(id: string, author: string, reason: string): Promise<readonly Decision[]> {
    const path = '/api/v1/decisions/{id}/undo';
    const found = await this.answer(this.client.POST(path, { params: { path: { id } }, body: { author, reason } }));
    return (checked('post', path, found) as { decisions: Decision[] }).decisions;
  }

  async addReport(report: NewReport, keep: boolean): Promise<AddedReport> {
    const path = '/api/v1/reports';
    const found = await this.answer(this.client.POST(path, { params: { query: { keep } }, body: report }));
    return checked('post', path, found) as AddedReport;
  }

  /** The address of an answer, for links to files; only for what a browser may read without a token. */
  href(path: string, query: Readonly<Record<string, string>>): string {
    const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
    return `${this.options.baseUrl}${path}${text ? `?${text}` : ''}`;
  }

  /** An answer as text, in another media type than JSON. */
  async text(path: string, query: Readonly<Record<string, string>>, accept: string): Promise<string> {
    const response = await this.open(this.href(path, query), { accept });
    return response.text();
  }

  /** A response for reading bit by bit: the stream of events. */
  async open(address: string, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Response> {
    const token = this.options.token();
    const all = token ? { ...headers, authorization: `Bearer ${token}` } : headers;
    const response = await this.fetch(address, { headers: all, signal }).catch(unreachable);
    if (!response.ok) throw problemOf(response, await response.json().catch(() => undefined));
    return response;
  }

  private async answer(pending: Promise<Fetched>): Promise<unknown> {
    const found = await pending.catch(unreachable);
    if (!found.response.ok) throw problemOf(found.response, found.error);
    return found.data;
  }
}

interface Fetched {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

function checked(method: string, path: string, answer: unknown): unknown {
  const fault = faultOfAnswer(method, path, answer);
  if (fault !== undefined) throw new ApiError(200, 'unexpected-answer', `${method.toUpperCase()} ${path}: ${fault}`);
  return answer;
}

function unreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new ApiError(0, 'unreachable', error instanceof Error ? error.message : String(error));
}

function problemOf(response: Response, body: unknown): ApiError {
  if (faultOfSchema('Problem', body) === undefined) {
    const problem = body as Problem;
    return new ApiError(response.status, problem.code, problem.detail ?? problem.title);
  }
  return new ApiError(response.status, 'unexpected-answer', `${response.status} ${response.statusText}`);
}

function authorize(token: () => string | undefined): Middleware {
  return {
    onRequest({ request }) {
      const value = token();
      if (value) request.headers.set('authorization', `Bearer ${value}`);
      return request;
    },
  };
}
