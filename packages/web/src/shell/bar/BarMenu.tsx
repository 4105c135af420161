import type { ReactNode } from 'react';
import { Icon } from '../../ui/icons.tsx';
import { type Choice, MenuList } from '../../ui/MenuList.tsx';
import { Pop } from '../../ui/pop/Pop.tsx';

/** A button of the bar that opens a short list of choices. */
export function BarMenu<T extends string>({
  label,
  width,
  choices,
  value,
  onChoose,
  align = 'start',
  children,
}: {
  readonly label: string;
  readonly width: number;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
  readonly align?: 'start' | 'end';
  /** What the button says. */
  readonly children: ReactNode;
}) {
  return (
    <Pop
      width={width}
      align={align}
      label={label}
      button={(toggle, open) => (
        <button type="button" className="fd-button" aria-expanded={open} onClick={toggle}>
          {children} <Icon name="chevron" size={14} />
        </button>
      )}
    >
      {(close) => (
        <MenuList
          choices={choices}
          value={value}
          onChoose={(chosen) => {
            onChoose(chosen);
            close();
          }}
        />
      )}
    </Pop>
  );
}
