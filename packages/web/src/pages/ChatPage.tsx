import { SURFACES } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { notReported } from '../card/not-reported.ts';
import { type Loaded, useStatus } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { hasHistory } from '../data/status/spans.ts';
import { formatCount, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import { State } from '../ui/State.tsx';
import css from './within.module.css';

/** Chat and agents of editors, and where else Copilot works. */
export function ChatPage() {
  return (
    <PanelPage
      page="chat"
      title="Chat & agents"
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
    return why !== ''
      ? `${why} The panels below show what there is by the filters.`
      : 'Nobody was seen in chat or agent mode in these days.';
  }
  return (
    <>
      {chatting == null ? null : (
        <>
          <b>{formatCount(chatting)}</b> people used chat
          {prompts === null ? '' : ` and sent ${formatCount(prompts)} prompts`}.{' '}
        </>
      )}
      {agentUsers == null ? null : (
        <>
          <b>{formatCount(agentUsers)}</b> let agents work in their editor
          {active ? `, ${formatValue(agentUsers / active, 'ratio')} of everyone who sent a prompt` : ''}.{' '}
        </>
      )}
      Agents have no accept button, so the acceptance rate of chat says little about them.
    </>
  );
}

/** Why there is no such number by the filters, which is not the same as nobody; empty where there is. */
const whyUnanswered = (loaded: Loaded | undefined): string =>
  loaded?.kind === 'ready' ? notReported(loaded.result.notes) : '';

/** Where the panel of what only GitHub's older API told stands once there are files of it. */
function OlderEvents() {
  const { data: status } = useStatus();
  if (!status || hasHistory(status)) return null;
  return (
    <section className="fd-card fd-span-6" id="chat-older-events" aria-labelledby="chat-older-events-title">
      <div className="fd-card-head">
        <div className="fd-card-words">
          <h2 className="fd-card-title" id="chat-older-events-title">
            Insert and copy events
          </h2>
          <p className="fd-card-says">Answers of chat put into a file or copied, as the older API counted them</p>
        </div>
      </div>
      <State icon="empty" title="No older files">
        Insert and copy events came from GitHub's older API, closed 2 Apr 2026; "flightdeck import" takes old files, and
        "flightdeck import elasticsearch" an older dashboard's.
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
            Which surface is inside which total
          </h2>
          <p className="fd-card-says">As GitHub counts; a date is the day from which it does</p>
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
