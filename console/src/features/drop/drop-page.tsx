import { useRef, useState } from 'preact/hooks';
import type { AddedReport, NewReport } from '../../api/types';
import { Page, Section } from '../../parts/page';
import { Reading } from '../../parts/reading';
import { useI18n } from '../../widgets/i18n';
import { asApiError, Failed, useBackend } from '../../widgets/load';
import type { ApiError } from '../../api/client';
import { Link } from '../../widgets/router';
import { Segmented } from '../../widgets/segmented';
import { useReader } from '../../widgets/session';
import { Text } from '../../widgets/text';
import { kindOfFile, reportOf, type DropForm } from './report-of';
import { Steps, useSteps } from './steps';

const empty: DropForm = { kind: 'text', content: '', outlet: '', published: '', title: '', url: '' };

/** Give a report to read: as text, as a page, or by its address; watch it being read, and see what it says. */
export function DropPage() {
  const { t } = useI18n();
  const { api, refresh } = useBackend();
  const reader = useReader();
  const [form, setForm] = useState<DropForm>(empty);
  const [keep, setKeep] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const [added, setAdded] = useState<AddedReport>();
  const [over, setOver] = useState(false);
  const steps = useSteps();
  const mayFetch = reader.session?.may_fetch ?? false;
  const send = async (report: NewReport) => {
    if (reader.session && !reader.session.may_write) return reader.openSettings();
    setBusy(true);
    setError(undefined);
    setAdded(undefined);
    steps.start();
    try {
      const made = await api.addReport(report, keep);
      setAdded(made);
      steps.finish(made);
      if (keep) refresh();
    } catch (problem) {
      steps.fail();
      setError(asApiError(problem));
    } finally {
      setBusy(false);
    }
    return undefined;
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    setForm({ ...form, kind: kindOfFile(file.name, file.type), content: await file.text() });
  };
  return (
    <Page title={t('drop.title')} lead={<p>{t('drop.lead')}</p>}>
      <div class="columns">
        <form
          class={`form drop ${over ? 'is-over' : ''}`}
          onSubmit={(event) => {
            event.preventDefault();
            void send(reportOf(form));
          }}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer?.files[0]);
          }}
        >
          <Fields form={form} setForm={setForm} mayFetch={mayFetch} onFile={(file) => void take(file)} />
          <label class="box"><input type="checkbox" checked={keep} onChange={() => setKeep(!keep)} /> <span>{t('drop.keep')}</span></label>
          <div class="form-actions">
            <button type="button" class="button" onClick={() => { setForm(empty); setAdded(undefined); setError(undefined); steps.clear(); }}>{t('action.clear')}</button>
            <button type="submit" class="button button-strong" disabled={busy || !form.content.trim()}>{t('drop.read')}</button>
          </div>
        </form>
        <div aria-live="polite">
          <Steps steps={steps} />
          {error && <Failed error={error} />}
          {added && <Added added={added} />}
        </div>
      </div>
    </Page>
  );
}

interface FieldsProps {
  readonly form: DropForm;
  readonly setForm: (form: DropForm) => void;
  readonly mayFetch: boolean;
  readonly onFile: (file: File | undefined) => void;
}

function Fields({ form, setForm, mayFetch, onFile }: FieldsProps) {
  const { t } = useI18n();
  const file = useRef<HTMLInputElement>(null);
  const kinds: readonly DropForm['kind'][] = mayFetch ? (['text', 'html', 'fetch'] as const) : (['text', 'html'] as const);
  const short = (name: 'outlet' | 'published' | 'title' | 'url', type: string) => (
    <label class="field">
      <span>{t(`drop.field.${name}`)}</span>
      <input type={type} dir="auto" value={form[name]} onInput={(event) => setForm({ ...form, [name]: event.currentTarget.value })} />
    </label>
  );
  return (
    <>
      <Segmented
        quiet
        label={t('drop.kind')}
        value={form.kind}
        options={kinds.map((kind) => ({ value: kind, name: t(`drop.kind.${kind}`) }))}
        onChange={(kind) => setForm({ ...form, kind })}
      />
      {form.kind === 'fetch'
        ? (
          <label class="field">
            <span>{t('drop.address')}</span>
            <input type="url" value={form.content} placeholder="https://" onInput={(event) => setForm({ ...form, content: event.currentTarget.value })} />
          </label>
        )
        : (
          <label class="field">
            <span>{t('drop.content')}</span>
            <textarea rows={12} dir="auto" value={form.content} placeholder={t('drop.placeholder')} onInput={(event) => setForm({ ...form, content: event.currentTarget.value })} />
          </label>
        )}
      <p>
        <input ref={file} type="file" class="visually-hidden" tabIndex={-1} aria-label={t('drop.file')} accept=".txt,.html,.htm,.md,text/plain,text/html" onChange={(event) => onFile(event.currentTarget.files?.[0])} />
        <button type="button" class="button" onClick={() => file.current?.click()}>{t('drop.file')}</button> <span class="muted">{t('drop.here')}</span>
      </p>
      <div class="form-grid">
        {short('outlet', 'text')}
        {short('published', 'date')}
        {short('title', 'text')}
        {form.kind !== 'fetch' && short('url', 'url')}
      </div>
    </>
  );
}

function Added({ added }: { readonly added: AddedReport }) {
  const { t } = useI18n();
  const kept = added.outcome !== 'read';
  return (
    <Section title={t(`drop.outcome.${added.outcome}`)}>
      <p class="lead-line">
        {added.report.title && <strong><Text value={added.report.title} /></strong>}
        <span>{t('count.claims', { count: added.claims.length })}</span>
        <span>{t('count.remarks', { count: added.remarks.length })}</span>
        {kept && <Link to={['reports', added.report.id]} class="button">{t('drop.open')}</Link>}
      </p>
      {added.notes.length > 0 && <ul class="notice">{added.notes.map((one, index) => <li key={index}><Text value={one} /></li>)}</ul>}
      <Reading reading={added} chosen={undefined} onChoose={() => undefined} />
    </Section>
  );
}
