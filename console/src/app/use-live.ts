import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Api } from '../api/client';
import { listen, type News, type StreamState } from '../api/stream';
import type { Subscribe } from '../widgets/news';

export interface Live {
  readonly state: StreamState;
  /** Grows each time views are to be asked for again. */
  readonly generation: number;
  readonly subscribe: Subscribe;
}

/** Listens to the server's stream while the page is open. */
export function useLive(api: Api, token: string): Live {
  const [state, setState] = useState<StreamState>('connecting');
  const [generation, setGeneration] = useState(0);
  const listeners = useRef(new Set<(news: News) => void>());
  useEffect(() => {
    const abort = new AbortController();
    let version: string | undefined;
    void listen(
      api,
      abort.signal,
      (news) => {
        for (const listener of listeners.current) listener(news);
        if (news.kind !== 'version' && news.kind !== 'hello') return;
        if (version !== undefined && version !== news.data.version) setGeneration((count) => count + 1);
        version = news.data.version;
      },
      setState,
    );
    return () => abort.abort();
  }, [api, token]);
  const subscribe = useMemo<Subscribe>(() => (listener) => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  }, []);
  return { state, generation, subscribe };
}
