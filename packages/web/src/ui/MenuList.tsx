import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import css from './menu.module.css';

/** One choice of a short list. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly aside?: string;
}

/** A short list of choices, the chosen one ticked. */
export function MenuList<T extends string>({
  choices,
  value,
  onChoose,
}: {
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
}) {
  return (
    <ul className={css.list}>
      {choices.map((choice) => (
        <li key={choice.value}>
          <button
            type="button"
            className={css.row}
            data-chosen={choice.value === value}
            aria-pressed={choice.value === value}
            onClick={() => onChoose(choice.value)}
          >
            <span style={{ width: 16, display: 'inline-grid' }}>
              {choice.value === value ? <Icon name="check" size={14} /> : null}
            </span>
            <span style={{ marginLeft: 0, color: 'inherit', fontSize: 'inherit' }}>{choice.label}</span>
            <span>{choice.aside ?? ''}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
