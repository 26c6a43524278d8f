import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DoubtDetail, NewDecision } from '../../api/types';
import { useContest, useNames } from '../../parts/contest';
import { Dialog } from '../../widgets/dialog';
import { useI18n } from '../../widgets/i18n';
import { Empty } from '../../widgets/load';
import { Text } from '../../widgets/text';
import { changesOf, fields, type Field } from './corrections';
import type { Draft } from './decide';

export type FormKind = 'correct' | 'merge' | 'split' | 'dispute' | 'retract';

interface FormProps {
  readonly detail: DoubtDetail;
  readonly onClose: () => void;
  readonly onDecide: (draft: Draft) => void;
}

/** The dialog for a decision that needs more than a key. */
export function DecisionForm({ kind, ...rest }: FormProps & { readonly kind: FormKind }) {
  switch (kind) {
    case 'correct':
      return <Correct {...rest} />;
    case 'merge':
      return <Merge {...rest} />;
    case 'split':
      return <Split {...rest} />;
    case 'dispute':
    case 'retract':
      return <WithReason {...rest} kind={kind} />;
  }
}

interface ShellProps {
  readonly kind: NewDecision['kind'];
  readonly onClose: () => void;
  readonly ready: boolean;
  readonly onSubmit: (reason: string) => void;
  readonly children?: ComponentChildren;
}

function Shell({ kind, onClose, ready, onSubmit, children }: ShellProps) {
  const { t, word } = useI18n();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={word('decision', kind)} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && reason.trim()) onSubmit(reason.trim());
        }}
      >
        <p class="muted">{t(`review.help.${kind as FormKind}`)}</p>
        {children}
        <label class="field">
          <span>{t('review.reason')}</span>
          <textarea rows={2} required maxLength={2000} dir="auto" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <div class="form-actions">
          <button type="button" class="button" onClick={onClose}>{t('action.cancel')}</button>
          <button type="submit" class="button button-strong" disabled={!ready || !reason.trim()}>{word('decision', kind)}</button>
        </div>
      </form>
    </Dialog>
  );
}

function WithReason({ kind, detail, onClose, onDecide }: FormProps & { readonly kind: 'dispute' | 'retract' }) {
  return (
    <Shell kind={kind} onClose={onClose} ready onSubmit={(reason) => onDecide({ kind, ids: [detail.detail.event.id], reason })} />
  );
}

function Correct({ detail, onClose, onDecide }: FormProps) {
  const { event, told_by: told } = detail.detail;
  const [before] = useState<Readonly<Record<string, string>>>({
    stage: event.stage ?? '', status: event.status, when: event.when ?? '', host: event.host.join(','), sector: event.sector.join(','),
    event: event.event ?? '', mode: event.mode ?? '', said_by: told[0]?.said_by ?? '',
  });
  const [after, setAfter] = useState(before);
  const changes = changesOf(before, after);
  return (
    <Shell
      kind="correct"
      onClose={onClose}
      ready={changes.length > 0}
      onSubmit={(reason) => onDecide({ kind: 'correct', ids: [event.id], fields: changes, reason })}
    >
      <div class="form-grid">
        {fields.map((field) => (
          <FieldInput key={field.name} field={field} value={after[field.name] ?? ''} onChange={(value) => setAfter({ ...after, [field.name]: value })} />
        ))}
      </div>
    </Shell>
  );
}

function FieldInput({ field, value, onChange }: { readonly field: Field; readonly value: string; readonly onChange: (value: string) => void }) {
  const { word } = useI18n();
  const contest = useContest();
  const names = useNames();
  const choices: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    stage: contest.stages.map((one) => [one.id, names.stage(one.id)]),
    status: contest.statuses.map((id) => [id, word('status', id)]),
    event: contest.event_types.map((id) => [id, word('event', id)]),
    mode: contest.modes.map((id) => [id, word('event', id)]),
    said_by: ['host', 'partner', 'author', 'other'].map((id) => [id, word('saidBy', id)]),
  };
  const options = choices[field.name];
  return (
    <label class="field">
      <span>{word('field', field.name)}</span>
      {options
        ? (
          <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
            <option value="">—</option>
            {options.map(([id, name]) => <option key={id} value={id}>{name}</option>)}
          </select>
        )
        : <input type="text" value={value} spellcheck={false} onInput={(event) => onChange(event.currentTarget.value)} />}
    </label>
  );
}

function Merge({ detail, onClose, onDecide }: FormProps) {
  const { t, edtf, percent } = useI18n();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Shell
      kind="merge"
      onClose={onClose}
      ready={chosen.length > 0}
      onSubmit={(reason) => onDecide({ kind: 'merge', ids: [detail.detail.event.id, ...chosen], reason })}
    >
      {detail.alternatives.length === 0
        ? <Empty title={t('review.noAlternatives')} />
        : (
          <fieldset class="boxes">
            <legend>{t('review.alternatives')}</legend>
            {detail.alternatives.map(({ event, sameness }) => (
              <label key={event.id} class="box">
                <input type="checkbox" checked={chosen.includes(event.id)} onChange={() => toggle(event.id)} />
                <span><Text value={event.sentence} /> <span class="muted">{edtf(event.when)} · {t('review.sameness', { share: percent(sameness) })}</span></span>
              </label>
            ))}
          </fieldset>
        )}
    </Shell>
  );
}

function Split({ detail, onClose, onDecide }: FormProps) {
  const { t } = useI18n();
  const { event, told_by: told } = detail.detail;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Shell
      kind="split"
      onClose={onClose}
      ready={chosen.length > 0 && chosen.length < told.length}
      onSubmit={(reason) => onDecide({ kind: 'split', ids: [event.id, ...chosen], reason })}
    >
      {told.length < 2
        ? <Empty title={t('review.oneClaim')} />
        : (
          <fieldset class="boxes">
            <legend>{t('review.splitOut')}</legend>
            {told.map((claim) => (
              <label key={claim.id} class="box">
                <input type="checkbox" checked={chosen.includes(claim.id)} onChange={() => toggle(claim.id)} />
                <span><q><Text value={claim.evidence.words ?? ''} /></q> <span class="muted"><Text value={claim.source.outlet ?? t('report.noOutlet')} /></span></span>
              </label>
            ))}
          </fieldset>
        )}
    </Shell>
  );
}
