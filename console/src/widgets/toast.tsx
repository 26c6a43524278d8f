import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'good' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

export type Notify = (text: string, kind?: Toast['kind'], action?: Toast['action']) => void;

export const NotifyContext = createContext<Notify>(() => undefined);

/** Says something in passing, where screen readers hear it too. */
export function useNotify(): Notify {
  return useContext(NotifyContext);
}
