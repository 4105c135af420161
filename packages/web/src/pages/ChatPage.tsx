import { SURFACES } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import type { ReactNode } from 'react';
import { notReported } from '../card/not-reported.ts';
import { type Loaded, useStatus } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { hasHistory } from '../data/status/spans.ts';
import { formatCount, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/chat.ts';
import { State } from '../ui/State.tsx';
import css from './within.module.css';

/** Chat and agents of editors, and where else Copilot works. */
export function ChatPage() {
  return (
    <PanelPage
      page="chat"
      title={text.title}
      lead={(answers) => <Lead answers={answers} />}
      after={{ 'chat-agent-lines': <OlderEvents />, 'chat-surfaces': <Within /> }}
    />
  );
}

function Lead({ answers }: { readonly answers: ReadonlyMap<string, Loaded> }) {
  const total = (id: string): QueryResult['total'] => {
    const loaded = answers.get(id);
    return loaded?.kind === 'ready' ? loaded.result.total : null;
  };
  const [chat, agents, turns] = [total('chat-chat-users'), total('chat-agent-users'), total('chat-turns')];
  const [chatting, agentUsers, active] = [chat?.chat_users, agents?.agent_users, agents?.active_users].map(numberOf);
  const prompts = numberOf(turns?.chat_prompts);
  if (chat === null || agents === null) return null;
  if (chatting == null && agentUsers == null) {
    const why = whyUnanswered(answers.get('chat-chat-users'));
    return why !== '' ? text.notReported({ why }) : text.nobody;
  }
  return (
    <>
      {chatting == null ? null : chatUsers(chatting, prompts)}
      {agentUsers == null ? null : agentsUsed(agentUsers, active ?? null)}
      {text.noAcceptButton}
    </>
  );
}

function chatUsers(chatting: number, prompts: number | null): ReactNode {
  const people = <b>{formatCount(chatting)}</b>;
  return prompts === null ? text.chatUsersOnly({ people }) : text.chatUsers({ people, prompts: formatCount(prompts) });
}

function agentsUsed(agentUsers: number, active: number | null): ReactNode {
  const people = <b>{formatCount(agentUsers)}</b>;
  return active
    ? text.agentUsers({ people, share: formatValue(agentUsers / active, 'ratio') })
    : text.agentUsersOnly({ people });
}

/** Why there is no such number by the filters, which is not the same as nobody; empty where there is. */
const whyUnanswered = (loaded: Loaded | undefined): string =>
  loaded?.kind === 'ready' ? notReported(loaded.result.notes) : '';

/** Where the panel of what only GitHub's older API has stands once there are files of it. */
function OlderEvents() {
  const { data: status } = useStatus();
  if (!status || hasHistory(status)) return null;
  return (
    <section className="fd-card fd-span-6" id="chat-older-events" aria-labelledby="chat-older-events-title">
      <div className="fd-card-head">
        <div className="fd-card-words">
          <h2 className="fd-card-title" id="chat-older-events-title">
            {text.olderEvents}
          </h2>
          <p className="fd-card-says">{text.olderEventsSays}</p>
        </div>
      </div>
      <State icon="empty" title={text.noOlderFiles}>
        {text.whereFromOlderFiles}
      </State>
    </section>
  );
}

/** Which surface is inside which total. */
function Within() {
  return (
    <section className="fd-card fd-span-12" id="chat-within" aria-labelledby="chat-within-title">
      <div className="fd-card-head">
        <div className="fd-card-words">
          <h2 className="fd-card-title" id="chat-within-title">
            {text.within}
          </h2>
          <p className="fd-card-says">{text.withinSays}</p>
        </div>
      </div>
      <dl className={css.root}>
        {SURFACES.map(({ name, label, within }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{within}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
