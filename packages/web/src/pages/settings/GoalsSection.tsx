import { useState } from 'react';
import type { Setting } from '../../data/settings.ts';
import * as text from '../../text/pages/settings.ts';
import { Field } from './Field.tsx';
import { SectionForm } from './SectionForm.tsx';
import css from './settings.module.css';
import { useSection } from './use-section.ts';

/** The acceptance rate to reach, or none. */
export function GoalsSection({ target }: { readonly target: Setting }) {
  const isOff = target.value === 'off';
  const [typed, setTyped] = useState(isOff ? '' : (target.value ?? '').replace('%', ''));
  const [none, setNone] = useState(isOff);
  const { save, errors, isSaving } = useSection([target.name]);
  return (
    <SectionForm
      {...{ id: 'goals', title: text.goals.title, says: text.goals.says, span: 6, isSaving }}
      canSave={!target.locked}
      onSave={() =>
        save({ [target.name]: none ? 'off' : typed.trim() === '' ? null : `${typed.trim().replace('%', '')}%` })
      }
    >
      <Field setting={target} help={text.goals.help} error={errors.get(target.name)}>
        {(props) => (
          <input
            {...props}
            className={`fd-input ${css.short}`}
            inputMode="decimal"
            placeholder="20"
            value={none ? '' : typed}
            disabled={props.disabled || none}
            onChange={({ target: { value } }) => setTyped(value)}
          />
        )}
      </Field>
      <label className={css.choice}>
        <input
          type="checkbox"
          checked={none}
          disabled={target.locked}
          onChange={({ target: { checked } }) => setNone(checked)}
        />
        {text.goals.none}
      </label>
    </SectionForm>
  );
}
