import { useEffect } from 'preact/hooks';
import { useMedia } from '../widgets/media';
import type { Theme, ThemeChoice } from '../widgets/theme';

/** The theme in force, put on the document for the style sheets. */
export function useAppliedTheme(choice: ThemeChoice): Theme {
  const dark = useMedia('(prefers-color-scheme: dark)');
  const theme: Theme = choice === 'system' ? (dark ? 'dark' : 'light') : choice;
  // Before anything is drawn, so that canvases read the right colours.
  if (document.documentElement.dataset['theme'] !== theme) document.documentElement.dataset['theme'] = theme;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return theme;
}
