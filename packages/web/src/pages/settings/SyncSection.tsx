import { useState } from 'react';
import type { Setting } from '../../data/settings.ts';
import * as text from '../../text/pages/settings.ts';
import { Field } from './Field.tsx';
import { SectionForm } from './SectionForm.tsx';
import css from './settings.module.css';
import { useSection } from './use-section.ts';

/** How often to sync, and whether to fetch seats. */
export function SyncSection({ interval, seats }: { readonly interval: Setting; readonly seats: Setting }) {
  const [every, setEvery] = useState(interval.value ?? '1h');
  const [asks, setAsks] = useState(seats.value ?? 'on');
  const { save, errors, isSaving } = useSection([interval.name, seats.name]);
  const known: Readonly<Record<string, string>> = text.sync.intervals;
  return (
    <SectionForm
      {...{ id: 'sync', title: text.sync.title, says: text.sync.says, span: 6, isSaving }}
      canSave={!interval.locked || !seats.locked}
      onSave={() =>
        save({
          ...(interval.locked ? {} : { [interval.name]: every === interval.default ? null : every }),
          ...(seats.locked ? {} : { [seats.name]: asks === seats.default ? null : asks }),
        })
      }
    >
      <Field
        setting={interval}
        help={text.isDefault({ text: known[interval.default ?? ''] ?? null })}
        error={errors.get(interval.name)}
      >
        {(props) => (
          <select
            {...props}
            className={`fd-input ${css.short}`}
            value={every}
            onChange={({ target }) => setEvery(target.value)}
          >
            {Object.entries(known[every] === undefined ? { [every]: every, ...known } : known).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field setting={seats} help={text.sync.seatsHelp} error={errors.get(seats.name)}>
        {(props) => (
          <select
            {...props}
            className={`fd-input ${css.short}`}
            value={asks}
            onChange={({ target }) => setAsks(target.value)}
          >
            {Object.entries(text.sync.seats).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
    </SectionForm>
  );
}
