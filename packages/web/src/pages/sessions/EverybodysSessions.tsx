import { useState } from 'react';
import type { Ending, SomebodysSession } from '../../data/session/sessions.ts';
import { formatTime } from '../../format/format.ts';
import * as text from '../../text/pages/sessions.ts';
import { State } from '../../ui/State.tsx';
import { deviceWords } from './device-words.ts';
import css from './everybody.module.css';
import { groupSessions } from './group-sessions.ts';
import { SessionItems } from './SessionItems.tsx';

/** Most people listed at once. */
const MANY = 40;

/** Everybody's sessions by person, with search; each can be ended, and all of a person. */
export function EverybodysSessions({
  sessions,
  end,
}: {
  readonly sessions: readonly SomebodysSession[];
  readonly end: (ending: Ending) => void;
}) {
  const [search, setSearch] = useState('');
  const [most, setMost] = useState(MANY);
  const now = new Date();
  const people = groupSessions(sessions, search);
  if (sessions.length === 0) return <State icon="ide" title={text.none.others} />;
  return (
    <>
      <input
        type="search"
        className={`fd-input ${css.search}`}
        aria-label={text.searchLabel}
        placeholder={text.search}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {people.length === 0 ? <p role="status">{text.notFound({ text: search })}</p> : null}
      <ul>
        {people.slice(0, most).map(({ id, name, sessions: own }) => (
          <li key={id} className={css.person}>
            <div className={css.head}>
              <b title={id}>{name}</b>
              <button
                type="button"
                className="fd-button"
                data-kind="quiet"
                aria-label={text.endAllOf({ name })}
                onClick={() => end({ kind: 'of', person: id, key: null })}
              >
                {text.endAll}
              </button>
            </div>
            <SessionItems
              sessions={own}
              now={now}
              deed={({ key, agent, startedAt }) => (
                <button
                  type="button"
                  className="fd-button"
                  aria-label={text.endOne({ device: deviceWords(agent), at: formatTime(startedAt, now) })}
                  onClick={() => end({ kind: 'of', person: id, key })}
                >
                  {text.end}
                </button>
              )}
            />
          </li>
        ))}
      </ul>
      {people.length > most ? (
        <button type="button" className="fd-button" onClick={() => setMost(most + MANY)}>
          {text.more}
        </button>
      ) : null}
    </>
  );
}
