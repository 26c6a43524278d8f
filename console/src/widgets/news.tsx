import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { News } from '../api/stream';

/** Calls back for each message of the stream until what it returns is called. */
export type Subscribe = (listener: (news: News) => void) => () => void;

export const NewsContext = createContext<Subscribe>(() => () => undefined);

export function useNews(): Subscribe {
  return useContext(NewsContext);
}
