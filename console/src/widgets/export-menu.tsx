import { download } from './download';
import { useI18n } from './i18n';
import { Popover } from './popover';
import { useNotify } from './toast';

/** One way to take along what is shown. */
export interface ExportItem {
  readonly label: string;
  readonly file: string;
  /** Its content, as text or as a picture. */
  readonly make: () => Promise<Blob> | Blob;
}

/** The menu of exports, with the address of the view. */
export function ExportMenu({ items }: { readonly items: readonly ExportItem[] }) {
  const { t } = useI18n();
  const notify = useNotify();
  const run = async (item: ExportItem, close: () => void) => {
    close();
    try {
      download(item.file, await item.make());
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), 'bad');
    }
  };
  const copy = async (close: () => void) => {
    close();
    try {
      await navigator.clipboard.writeText(location.href);
      notify(t('export.copied'));
    } catch {
      notify(location.href);
    }
  };
  return (
    <Popover label={t('export.title')} align="end">
      {(close) => (
        <ul class="menu">
          {items.map((item) => (
            <li key={item.label}><button type="button" onClick={() => void run(item, close)}>{item.label}</button></li>
          ))}
          <li><button type="button" onClick={() => void copy(close)}>{t('export.link')}</button></li>
        </ul>
      )}
    </Popover>
  );
}

export function textBlob(text: string, type: string): Blob {
  return new Blob([text], { type: `${type};charset=utf-8` });
}
