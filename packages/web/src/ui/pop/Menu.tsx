import { type KeyboardEvent, useRef } from 'react';
import css from './deeds.module.css';
import { Floating } from './Floating.tsx';

export interface MenuItem {
  readonly label: string;
  readonly act: () => void;
}

interface Props {
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** Letters typed within this time are one word, milliseconds. */
const WORD_MS = 700;

/** The item a key leads to from the one at `at` (-1: none yet): arrows in a circle, Home and End; null for other keys. */
export function nextItem(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return at <= 0 ? count - 1 : at - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** The next item after `at` that begins with what was typed, in a circle; null where none does. One letter typed again goes on. */
export function itemTyped(typed: string, at: number, labels: readonly string[]): number | null {
  const same = typed.length > 1 && [...typed].every((letter) => letter === typed[0]);
  const word = (same ? (typed[0] ?? '') : typed).toLowerCase();
  const from = word.length > 1 ? Math.max(at, 0) : at + 1;
  const order = labels.map((_, index) => (from + index) % labels.length);
  return order.find((index) => labels[index]?.toLowerCase().startsWith(word)) ?? null;
}

/** A list of deeds at a button; arrows and letters choose, Enter does. */
export default function Menu({ anchor, onClose, label, items }: Props) {
  const typed = useRef({ word: '', at: 0 });
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const at = rows.findIndex((row) => row.matches(':focus'));
    if (event.key === 'Tab') {
      onClose();
      return;
    }
    let to = nextItem(event.key, at, rows.length);
    if (
      to === null &&
      event.key.length === 1 &&
      event.key !== ' ' &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey
    ) {
      const soon = event.timeStamp - typed.current.at < WORD_MS;
      typed.current = { word: soon ? typed.current.word + event.key : event.key, at: event.timeStamp };
      to = itemTyped(
        typed.current.word,
        at,
        items.map((item) => item.label),
      );
    }
    if (to === null) return;
    event.preventDefault();
    rows[to]?.focus();
  };
  return (
    <Floating
      anchor={anchor}
      role="menu"
      label={label}
      width={180}
      align="end"
      offset={4}
      onClose={onClose}
      onKeyDown={press}
    >
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={css.row}
          onClick={() => {
            onClose();
            item.act();
          }}
        >
          {item.label}
        </button>
      ))}
    </Floating>
  );
}
