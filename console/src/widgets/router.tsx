import { createContext, type ComponentChildren, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { printPlace, type Place } from '../base/view-state';

/** Where the console is and how to go elsewhere. */
export interface Router {
  readonly place: Place;
  /** `replace` for changes that are no step back: a slider that moves. */
  go(place: Place, options?: { readonly replace?: boolean }): void;
}

export const RouterContext = createContext<Router | undefined>(undefined);

export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (!router) throw new Error('No router was provided');
  return router;
}

/** Parameters that go along from page to page: what is chosen, and the dates of the question. */
export const carried = ['host', 'sector', 'partner', 'as_of', 'known_by'] as const;

/** A place that keeps what was chosen. */
export function useCarried(): (path: readonly string[], query?: Readonly<Record<string, string>>) => Place {
  const { place } = useRouter();
  return (path, query = {}) => {
    const kept = Object.fromEntries(carried.flatMap((name) => (place.query[name] ? [[name, place.query[name]]] : [])));
    return { path, query: { ...kept, ...query } };
  };
}

type LinkProps = Omit<JSX.HTMLAttributes<HTMLAnchorElement>, 'href'> & {
  readonly to: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly class?: string;
  readonly children: ComponentChildren;
};

/** A link to another page, with what was chosen. */
export function Link({ to, query, children, ...rest }: LinkProps) {
  const carry = useCarried();
  return <a {...rest} href={printPlace(carry(to, query))}>{children}</a>;
}

/** Sets parameters of the address; an empty value takes one away. */
export function useSetQuery(): (changes: Readonly<Record<string, string | undefined>>, replace?: boolean) => void {
  const { place, go } = useRouter();
  return (changes, replace = false) => {
    const entries = Object.entries({ ...place.query, ...changes }).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
    const query: Record<string, string> = Object.fromEntries(entries);
    go({ path: place.path, query }, { replace });
  };
}
