import type { ReactNode } from 'react';
import type { OwnSession } from '../../data/session/sessions.ts';
import { formatAgo, formatTime } from '../../format/format.ts';
import * as text from '../../text/pages/sessions.ts';
import { OwnIcon } from '../../ui/own-icons.tsx';
import { deviceWords } from './device-words.ts';
import css from './session-items.module.css';

/** Sessions, each with its device, when and from where it began, when it was last used, and what can be done with it. */
export function SessionItems<Session extends OwnSession>({
  sessions,
  now,
  deed,
}: {
  readonly sessions: readonly Session[];
  readonly now: Date;
  readonly deed: (session: Session) => ReactNode;
}) {
  return (
    <ul className={css.root}>
      {sessions.map((session) => (
        <li key={session.key} className={css.item}>
          <OwnIcon name={/Mobi|Android|iPhone|iPad/.test(session.agent ?? '') ? 'phone' : 'laptop'} size={20} />
          <div className={css.words}>
            <b title={session.agent ?? undefined}>{deviceWords(session.agent)}</b>
            {session.current ? (
              <span className="fd-pill" data-tone="good">
                {text.here}
              </span>
            ) : null}
            <p>
              <span>{text.used({ ago: formatAgo(session.seenAt, now) })}</span>
              <span>{text.began({ at: formatTime(session.startedAt, now) })}</span>
              <span>{text.from({ address: session.client })}</span>
            </p>
          </div>
          {deed(session)}
        </li>
      ))}
    </ul>
  );
}
