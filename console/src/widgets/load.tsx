import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, type Answer, type Api, type GetPath, type Params } from '../api/client';
import { useI18n } from './i18n';

/** What pages need of the server. */
export interface Backend {
  readonly api: Api;
  /** Grows when the ledger has changed; what is shown is then asked for again. */
  readonly generation: number;
  /** Asks for everything that is shown again: after a decision, or a report that was added. */
  refresh(): void;
}

export const BackendContext = createContext<Backend | undefined>(undefined);

export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (!backend) throw new Error('No backend was provided');
  return backend;
}

/** An answer on its way. While another is fetched, the one before stays in `data`. */
export interface Loading<T> {
  readonly data: T | undefined;
  readonly error: ApiError | undefined;
  readonly busy: boolean;
  readonly retry: () => void;
}

/** Loads again whenever `key` changes; undefined loads nothing. */
export function useLoad<T>(key: string | undefined, load: (signal: AbortSignal) => Promise<T>): Loading<T> {
  const { generation } = useBackend();
  const [state, setState] = useState<{ key?: string; data?: T; error?: ApiError; busy: boolean }>({ busy: key !== undefined });
  const [attempt, setAttempt] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  useEffect(() => {
    if (key === undefined) return undefined;
    const abort = new AbortController();
    setState((before) => ({ ...before, error: undefined, busy: true }));
    loader.current(abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setState({ key, data, busy: false });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState((before) => ({ ...before, error: asApiError(error), busy: false }));
      },
    );
    return () => abort.abort();
  }, [key, generation, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { data: state.data, error: state.error, busy: state.busy, retry };
}

/** Reads one path of the API; undefined parameters read nothing. */
export function useGet<P extends GetPath>(path: P, params: Params<P> | undefined): Loading<Answer<P>> {
  const { api } = useBackend();
  const key = params === undefined ? undefined : `${path} ${JSON.stringify(params)}`;
  return useLoad(key, (signal) => api.get(path, params as Params<P>, signal));
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(0, 'internal', error instanceof Error ? error.message : String(error));
}

interface LoadedProps<T> {
  readonly of: Loading<T>;
  readonly lines?: number;
  readonly children: (data: T) => ComponentChildren;
}

/** What was loaded, its skeleton while nothing is there, and what went wrong with a way to try again. */
export function Loaded<T>({ of, lines = 6, children }: LoadedProps<T>) {
  if (of.error && of.data === undefined) return <Failed error={of.error} retry={of.retry} />;
  if (of.data === undefined) return <Skeleton lines={lines} asked />;
  return (
    <div class="loaded" aria-busy={of.busy}>
      {of.error && <Failed error={of.error} retry={of.retry} />}
      {of.busy && <Waiting />}
      {children(of.data)}
    </div>
  );
}

/** What stands where something is to come; `asked` of the server, which may take long. */
export function Skeleton({ lines, asked = false }: { readonly lines: number; readonly asked?: boolean }) {
  const { t } = useI18n();
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{t('state.loading')}</span>
      {asked && <Waiting />}
      {Array.from({ length: lines }, (_, index) => <span key={index} class={`skeleton-line w${index % 4}`} />)}
    </div>
  );
}

/** What takes as long as this is said to take long. */
const patience = 4;

/** Nothing at first; then that the answer takes long, and for how long already. */
function Waiting() {
  const { t } = useI18n();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const begun = Date.now();
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - begun) / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);
  if (seconds < patience) return null;
  return <p class="waiting">{t('state.slow')} <span aria-hidden="true">{t('state.seconds', { seconds })}</span></p>;
}

export function Failed({ error, retry }: { readonly error: ApiError; readonly retry?: () => void }) {
  const { t } = useI18n();
  return (
    <div class="notice notice-bad" role="alert">
      <p class="notice-title">{titleOf(error, t)}</p>
      <p class="muted wrap-anywhere" dir="auto">{error.message}</p>
      {retry && <button type="button" class="button" onClick={retry}>{t('state.retry')}</button>}
    </div>
  );
}

function titleOf(error: ApiError, t: ReturnType<typeof useI18n>['t']): string {
  if (error.status === 0 && error.code === 'unreachable') return t('error.unreachable');
  if (error.status === 401) return t('error.unauthorized');
  if (error.status === 404) return t('error.notFound');
  if (error.status === 429) return t('error.rateLimited');
  if (error.status === 503) return t('error.notReady');
  if (error.status >= 400 && error.status < 500) return t('error.refused');
  return t('error.unexpected');
}

/** Nothing to show, said in words. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <div class="muted">{children}</div>}
    </div>
  );
}
