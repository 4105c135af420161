import { useRef } from 'react';
import { Card } from '../../card/Card.tsx';
import { problemOf } from '../../data/hooks.ts';
import { type Me, may, useMe } from '../../data/session/me.ts';
import { type Ending, useEndSessions, useEverybodysSessions, useOwnSessions } from '../../data/session/sessions.ts';
import { signOut } from '../../data/session/signed-in.ts';
import { formatTime } from '../../format/format.ts';
import * as text from '../../text/pages/sessions.ts';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useToast } from '../../ui/toast.tsx';
import { deviceWords } from './device-words.ts';
import { EverybodysSessions } from './EverybodysSessions.tsx';
import { SessionItems } from './SessionItems.tsx';

/** One's own sessions and, for administrators, everybody's. */
export function SessionsPage() {
  const me = useMe();
  const mayAll = may(me, { right: 'administer', span: 'everything' });
  const everybody = useEverybodysSessions(mayAll);
  const end = useEnding();
  if (me === undefined) return null;
  return (
    <div ref={end.list} tabIndex={-1} style={{ outline: 'none' }}>
      <h1 className="fd-page-title">{text.title}</h1>
      <p className="fd-lead">{text.lead}</p>
      <div className="fd-grid">
        <OwnCard me={me} end={end.end} />
        {mayAll ? (
          <Card id="sessions-everybody" title={text.everybody} says={text.everybodySays} span={12}>
            {everybody.isError ? (
              <Failed problem={problemOf(everybody.error)} retry={() => void everybody.refetch()} />
            ) : everybody.data ? (
              <EverybodysSessions sessions={everybody.data} end={end.end} />
            ) : (
              <Skeleton height={160} />
            )}
          </Card>
        ) : null}
      </div>
    </div>
  );
}

/** Ends sessions and says so; the focus moves to the page, as its button goes with the session. */
function useEnding() {
  const ending = useEndSessions();
  const toast = useToast();
  const list = useRef<HTMLDivElement>(null);
  const end = (what: Ending): void =>
    ending.mutate(what, {
      onSuccess: (count) => {
        toast({ text: text.ended({ count }) });
        list.current?.focus({ preventScroll: true });
      },
      onError: (error) => {
        const { message, hint } = problemOf(error);
        toast({ text: [message, hint].filter(Boolean).join(' ') });
      },
    });
  return { end, list };
}

function OwnCard({ me, end }: { readonly me: Me; readonly end: (ending: Ending) => void }) {
  const own = useOwnSessions();
  const now = new Date();
  const others = own.data?.filter(({ current }) => !current) ?? [];
  const mayEnd = may(me, { right: 'end_sessions' });
  return (
    <Card
      id="sessions-own"
      title={text.own}
      says={text.ownSays}
      span={12}
      switches={
        mayEnd && others.length > 0 ? (
          <button type="button" className="fd-button" onClick={() => end({ kind: 'others' })}>
            {text.endOthers}
          </button>
        ) : null
      }
    >
      {own.isError ? (
        <Failed problem={problemOf(own.error)} retry={() => void own.refetch()} />
      ) : own.data === undefined ? (
        <Skeleton height={120} />
      ) : own.data.length === 0 ? (
        <State icon="ide" title={text.none.title}>
          {me.signIn === 'none' ? text.none.local : text.none.proxy}
        </State>
      ) : (
        <SessionItems
          sessions={own.data}
          now={now}
          deed={({ key, current, agent, startedAt }) =>
            current ? (
              <button type="button" className="fd-button" onClick={() => void signOut()}>
                {text.signOut}
              </button>
            ) : mayEnd ? (
              <button
                type="button"
                className="fd-button"
                aria-label={text.endOne({ device: deviceWords(agent), at: formatTime(startedAt, now) })}
                onClick={() => end({ kind: 'own', key })}
              >
                {text.end}
              </button>
            ) : null
          }
        />
      )}
    </Card>
  );
}
