import { type ReactNode, useId } from 'react';
import type { Setting } from '../../data/settings.ts';
import * as text from '../../text/pages/settings.ts';
import { OwnIcon } from '../../ui/own-icons.tsx';
import css from './settings.module.css';

/** Props that connect an input with its label, help and error. */
export interface FieldProps {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
  readonly disabled: boolean;
}

/** A setting: its label, input and help, where its value comes from, and why a change was refused. */
export function Field({
  setting,
  label = setting.page?.label ?? setting.name,
  help = setting.says,
  error,
  children,
}: {
  readonly setting: Setting;
  readonly label?: string;
  readonly help?: string;
  readonly error: string | undefined;
  readonly children: (props: FieldProps) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={css.field} data-bad={error !== undefined}>
      <div className={css.label}>
        <label htmlFor={id}>{label}</label>
        <Origin setting={setting} />
      </div>
      {children({
        id,
        'aria-describedby': `${id}-help`,
        'aria-invalid': error !== undefined,
        disabled: setting.locked,
      })}
      <p id={`${id}-help`} className={css.help}>
        {error === undefined ? null : (
          <span role="alert" className={css.error}>
            {error}{' '}
          </span>
        )}
        {help}
      </p>
    </div>
  );
}

/** Where a value comes from: locked by the environment, or who changed it here. */
export function Origin({ setting: { locked, from, changed } }: { readonly setting: Setting }) {
  if (locked)
    return (
      <span className="fd-pill" data-tone="info">
        <OwnIcon name="lock" size={12} /> {from === null ? text.lockedOf : text.lockedBy({ from })}
      </span>
    );
  return changed === null ? null : <span className={css.changed}>{text.changedBy(changed)}</span>;
}
