import { isUnknownValue } from '@flightdeck/catalog';
import type { MetricQueryInput } from '@flightdeck/query';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { toAsked, useAnswer, useAnswers } from '../../data/hooks.ts';
import { type Me, may } from '../../data/session/me.ts';
import type { Status } from '../../data/status/status.ts';
import * as words from '../../text/shell/palette.ts';
import { entityLabel } from '../../theme/entities.ts';
import { Icon } from '../../ui/icons.tsx';
import type { View } from '../../view/view.ts';
import { OF_PEOPLE, pagesOf } from '../pages.ts';
import {
  type Command,
  type CommandAction,
  fixedCommands,
  personCommand,
  SIGN_OUT,
  searchCommands,
  valueCommand,
} from './commands.ts';
import css from './palette.module.css';

interface Props {
  readonly me: Me | undefined;
  readonly view: View;
  readonly status: Status | undefined;
  readonly onChoose: (action: CommandAction) => void;
  readonly onClose: () => void;
}

/** Dimensions whose values are few enough to be asked for at once. */
const LISTED = OF_PEOPLE.filter((name) => ['team', 'language', 'ide', 'model', 'feature'].includes(name));
const LEAST_LETTERS = 2;

/** Everything by name: pages, deeds, people, values, panels, metrics; arrows choose, Enter does, Esc leaves. */
export default function Palette({ me, view, status, onChoose, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const values = useValueCommands(view, may(me, { right: 'read_aggregates' }) ? status : undefined);
  const people = usePeopleCommands(view, may(me, { right: 'read_people' }) ? status : undefined, text);
  const fixed = useMemo(() => fixedCommands(pagesOf(me), view), [me, view]);
  const found = useMemo(
    () => searchCommands([...fixed, ...(me?.session ? [SIGN_OUT] : []), ...values, ...people], text),
    [fixed, me, values, people, text],
  );
  const chosen = Math.min(at, Math.max(0, found.length - 1));
  const optionId = (index: number): string => `${listId}-${index}`;

  useEffect(() => {
    const box = dialog.current;
    if (box && !box.open) box.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, listId]);

  const choose = (command: Command | undefined): void => {
    if (!command) return;
    onClose();
    onChoose(command.action);
  };
  const press = (event: KeyboardEvent): void => {
    const last = found.length - 1;
    if (event.key === 'ArrowDown') setAt(chosen === last ? 0 : chosen + 1);
    else if (event.key === 'ArrowUp') setAt(chosen === 0 ? last : chosen - 1);
    else if (event.key === 'PageDown') setAt(Math.min(last, chosen + 8));
    else if (event.key === 'PageUp') setAt(Math.max(0, chosen - 8));
    else if (event.key === 'Enter') choose(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className={`${css.root} fd-pop`}
      aria-label={words.goTo}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={press}
    >
      <div className={css.search}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-label={words.searchAll}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? optionId(chosen) : undefined}
          placeholder={words.examples}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
        />
        <kbd className="fd-kbd">{words.esc}</kbd>
      </div>
      <div className={css.list} role="listbox" id={listId} aria-label={words.results} tabIndex={-1}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys
          <div
            key={command.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={css.row}
            data-first={command.group !== found[index - 1]?.group}
            data-group={command.group}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(command)}
          >
            <span className={css.group} aria-hidden={command.group === found[index - 1]?.group}>
              {command.group === found[index - 1]?.group ? '' : command.group}
            </span>
            <span className={css.name}>{command.label}</span>
            <span className={css.aside}>{command.aside}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? (
        <p className={css.none} role="status">
          {words.nothing({ wanted: text })}
        </p>
      ) : null}
    </dialog>
  );
}

function useValueCommands(view: View, status: Status | undefined): readonly Command[] {
  const queries = useMemo((): readonly MetricQueryInput[] => {
    const asked = status ? toAsked({ ...view, filters: [] }, status) : null;
    return asked
      ? LISTED.map((dimension) => ({
          metrics: ['reported_users'],
          by: [dimension],
          range: asked.range,
          where: asked.where,
          order: { key: 'reported_users', descending: true },
          limit: 500,
        }))
      : [];
  }, [view, status]);
  const answers = useAnswers(queries);
  return answers.flatMap((loaded, index) => {
    const dimension = LISTED[index];
    if (loaded.kind !== 'ready' || dimension === undefined) return [];
    return loaded.result.rows.flatMap((row) => {
      const value = row[dimension];
      return isUnknownValue(dimension, value)
        ? []
        : [valueCommand(view, dimension, String(value), entityLabel(dimension, String(value)))];
    });
  });
}

/** The value once it has not changed for so many milliseconds. */
function useRested(value: string, ms: number): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

function usePeopleCommands(view: View, status: Status | undefined, text: string): readonly Command[] {
  const search = useRested(text.trim(), 150);
  const query = useMemo((): MetricQueryInput | null => {
    const asked = status ? toAsked({ ...view, filters: [] }, status) : null;
    if (!asked || search.length < LEAST_LETTERS) return null;
    return {
      metrics: ['reported_users'],
      by: ['user'],
      range: asked.range,
      where: asked.where,
      order: { key: 'user', descending: false },
      limit: 7,
      search,
    };
  }, [view, status, search]);
  const loaded = useAnswer(query);
  return query && loaded.kind === 'ready' ? loaded.result.rows.map((row) => personCommand(String(row.user))) : [];
}
