import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Api } from '../api/client';
import { listen, type News, type StreamState } from '../api/stream';
import type { Subscribe } from '../widgets/news';

export interface Live {
  readonly state: StreamState;
  /** Of the ledger, as the stream told it last. */
  readonly version: string | undefined;
  readonly subscribe: Subscribe;
}

/** Listens to the server's stream while the page is open; `onChange` whenever views are to be asked for again. */
export function useLive(api: Api, token: string, onChange: () => void): Live {
  const [state, setState] = useState<StreamState>('connecting');
  const [version, setVersion] = useState<string>();
  const changed = useRef(onChange);
  changed.current = onChange;
  const listeners = useRef(new Set<(news: News) => void>());
  useEffect(() => {
    const abort = new AbortController();
    void listen(
      api,
      abort.signal,
      (news) => {
        for (const listener of listeners.current) listener(news);
        if (news.kind === 'version' || news.kind === 'hello') setVersion(news.data.version);
        // Said when views are up to date; what was asked for between a change and this may have been of before.
        if (news.kind === 'version') changed.current();
      },
      setState,
    );
    return () => abort.abort();
  }, [api, token]);
  const subscribe = useMemo<Subscribe>(() => (listener) => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  }, []);
  return { state, version, subscribe };
}
