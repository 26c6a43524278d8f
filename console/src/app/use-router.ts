import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { parsePlace, printPlace, type Place } from '../base/view-state';
import type { Router } from '../widgets/router';

/** The router of the page: places are kept after `#`, so that the server need not know them. */
export function useHashRouter(): Router {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const change = () => setHash(location.hash);
    addEventListener('hashchange', change);
    addEventListener('popstate', change);
    return () => {
      removeEventListener('hashchange', change);
      removeEventListener('popstate', change);
    };
  }, []);
  const place = useMemo(() => parsePlace(hash), [hash]);
  const go = useCallback((next: Place, options: { readonly replace?: boolean } = {}) => {
    const address = printPlace(next);
    if (address === location.hash) return;
    if (options.replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    setHash(address);
  }, []);
  return useMemo(() => ({ place, go }), [place, go]);
}
