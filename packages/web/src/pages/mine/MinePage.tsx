import { TEAM_MEDIAN } from '@flightdeck/catalog';
import { isolated, ME } from '@flightdeck/query';
import { type FormEvent, useCallback, useMemo } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/how/How.tsx';
import { type Asked, problemOf, toAsked, useStatus } from '../../data/hooks.ts';
import { type Usage, useUsage } from '../../data/mine.ts';
import { useMe } from '../../data/session/me.ts';
import { formatDay } from '../../format/format.ts';
import { PanelPage } from '../../page/PanelPage.tsx';
import { TableView } from '../../table/TableView.tsx';
import * as text from '../../text/pages/mine.ts';
import { copyText } from '../../ui/copy-text.ts';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useToast } from '../../ui/toast.tsx';
import { carried, useView } from '../../view/use-view.ts';
import { PersonCalendar, PersonDays } from '../person/PersonDays.tsx';
import { PersonLead } from '../person/PersonPage.tsx';
import css from './mine.module.css';
import { prepareLooks, prepareTeams, seatWords, withinOwn } from './prepare-mine.ts';

/** One's own usage or, if nobody signs in, that of the login in the URL. */
export function MinePage() {
  const me = useMe();
  const { view } = useView();
  if (me === undefined) return <Skeleton height={320} />;
  const isUnknown = me.kind === 'local' || me.kind === 'guest';
  const login = view.local.login ?? '';
  if (isUnknown && login === '') return <ChoosePerson />;
  return <Own login={isUnknown ? login : null} />;
}

function Own({ login }: { readonly login: string | null }) {
  const { view } = useView();
  const { data: status } = useStatus();
  const range = useMemo(() => (status ? (toAsked(view, status)?.range ?? null) : null), [view, status]);
  const usage = useUsage(range, login);
  if (usage.isError) return <Failed problem={problemOf(usage.error)} retry={() => void usage.refetch()} />;
  if (!usage.data) return <Skeleton height={320} />;
  return usage.data.account === null || usage.data.scopes.length === 0 ? (
    <WithoutRows usage={usage.data} login={login} />
  ) : (
    <WithRows usage={usage.data} login={login} />
  );
}

function WithRows({ usage, login }: { readonly usage: Usage; readonly login: string | null }) {
  const narrow = useCallback(
    (asked: Asked): Asked => ({
      ...asked,
      where: [
        ...(login === null ? withinOwn(asked.where, usage.scopes) : asked.where).filter(
          ({ dimension }) => dimension !== 'user',
        ),
        { dimension: 'user', is: 'in', values: [login ?? ME] },
      ],
    }),
    [login, usage.scopes],
  );
  const name = usage.account?.login ?? usage.account?.id ?? '';
  const year = (usage.range?.to ?? '').slice(0, 4);
  const teams = usage.teams.map(({ team }) => isolated(team));
  return (
    <PanelPage
      page="me"
      title={text.title}
      panelsOf="person"
      narrow={narrow}
      head={login === null ? null : <OtherPerson />}
      lead={() => (
        <>
          <b>{isolated(name)}</b> · {text.teamsOf({ teams })} · {seatWords(usage.seat, year)} ·{' '}
          <PersonLead login={name} memberships={[]} />
        </>
      )}
      before={<PersonCalendar />}
      extra={
        <div className="fd-grid">
          <TeamCard teams={usage.teams} asked={usage.range} />
          <LooksCard looks={usage.looks} />
          <PersonDays login={name} />
        </div>
      }
    />
  );
}

function TeamCard({ teams, asked }: { readonly teams: Usage['teams']; readonly asked: Usage['range'] }) {
  const { table, note } = prepareTeams(teams, asked);
  return (
    <Card
      id="my-team"
      title={text.team}
      says={text.teamSays}
      span={6}
      note={table.rows.length > 0 ? (note ?? undefined) : undefined}
      how={<How metrics={[]} result={null} name={text.team} says={TEAM_MEDIAN.says} />}
    >
      {table.rows.length > 0 ? (
        <TableView table={table} name={text.team} />
      ) : (
        <State icon="people" title={text.noTeam}>
          {note ?? text.noTeamSays}
        </State>
      )}
    </Card>
  );
}

function LooksCard({ looks }: { readonly looks: Usage['looks'] }) {
  return (
    <Card id="my-looks" title={text.looks} says={text.looksSays} span={6}>
      {looks === null ? (
        <State icon="alert" title={text.looksUnknown}>
          {text.looksUnknownSays}
        </State>
      ) : looks.length > 0 ? (
        <TableView table={prepareLooks(looks, new Date())} name={text.looks} />
      ) : (
        <State icon="empty" title={text.nobodyLooked}>
          {text.nobodyLookedSays}
        </State>
      )}
    </Card>
  );
}

function WithoutRows({ usage, login }: { readonly usage: Usage; readonly login: string | null }) {
  const { account, person, range } = usage;
  const head = (
    <>
      {login === null ? null : <OtherPerson />}
      <h1 className="fd-page-title">{text.title}</h1>
    </>
  );
  if (account !== null) {
    const known = text.accountOf(account);
    return (
      <>
        {head}
        <State icon="empty" title={login === null ? text.nothing : text.nothingFor({ login: isolated(login) })}>
          {range === null
            ? text.nothingLoaded({ account: known })
            : text.nothingSince({ day: formatDay(range.from), account: known })}
        </State>
      </>
    );
  }
  if (login !== null)
    return (
      <>
        {head}
        <State icon="people" title={text.noLogin({ login: isolated(login) })}>
          {text.noLoginSays}
        </State>
      </>
    );
  return (
    <>
      {head}
      <State icon="people" title={text.noAccount.title} action={person === null ? null : <PersonLines {...person} />}>
        {text.noAccount.says}
      </State>
    </>
  );
}

/** What an administrator needs, to copy. */
function PersonLines({ issuer, subject }: { readonly issuer: string; readonly subject: string }) {
  const toast = useToast();
  const { noAccount } = text;
  const copy = (): void => {
    const lines = `${noAccount.issuer}: ${issuer}\n${noAccount.subject}: ${subject}`;
    void copyText(lines).then((done) => toast({ text: done ? noAccount.copied : lines }));
  };
  return (
    <>
      <dl className={css.person}>
        <dt>{noAccount.issuer}</dt>
        <dd>
          <code>{issuer}</code>
        </dd>
        <dt>{noAccount.subject}</dt>
        <dd>
          <code>{subject}</code>
        </dd>
      </dl>
      <button type="button" className="fd-button" onClick={copy}>
        {noAccount.copy}
      </button>
    </>
  );
}

function OtherPerson() {
  const { view, open } = useView();
  return (
    <button type="button" className="fd-button" data-kind="quiet" onClick={() => open('/me', carried(view))}>
      {text.who.other}
    </button>
  );
}

function ChoosePerson() {
  const { view, open } = useView();
  const choose = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const login = String(new FormData(event.currentTarget).get('login') ?? '').trim();
    if (login !== '') open('/me', carried(view, { login }));
  };
  return (
    <>
      <h1 className="fd-page-title">{text.title}</h1>
      <State
        icon="people"
        title={text.who.title}
        action={
          <form className={css.choose} onSubmit={choose}>
            <input
              className="fd-input"
              name="login"
              aria-label={text.who.label}
              placeholder={text.who.label}
              autoComplete="off"
              maxLength={100}
            />
            <button type="submit" className="fd-button">
              {text.who.open}
            </button>
          </form>
        }
      >
        {text.who.says}
      </State>
    </>
  );
}
