import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../api/types';

/** Who is at the console, and what the server lets them do. */
export interface Reader {
  readonly author: string;
  readonly token: string;
  /** Undefined until the server has said so. */
  readonly session: Session | undefined;
  setAuthor(author: string): void;
  setToken(token: string): void;
  /** Opens the settings, where name and token are given. */
  openSettings(): void;
}

export const ReaderContext = createContext<Reader | undefined>(undefined);

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('No reader was provided');
  return reader;
}
