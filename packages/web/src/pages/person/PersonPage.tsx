import { dayMetrics, OUTPUTS, populationOf } from '@flightdeck/catalog';
import { isolated, type MetricQueryInput } from '@flightdeck/query';
import { useCallback, useMemo } from 'react';
import { type Asked, toAsked, useAnswers, useStatus } from '../../data/hooks.ts';
import { numberOf } from '../../data/number-of.ts';
import { formatCount, formatRange, formatValue, plural } from '../../format/format.ts';
import { bandOf } from '../../kinds/distribution/prepare.ts';
import { usePage } from '../../page/context.ts';
import { PanelPage } from '../../page/PanelPage.tsx';
import * as text from '../../text/pages/person.ts';
import { Icon } from '../../ui/icons.tsx';
import { State } from '../../ui/State.tsx';
import { carried, useView } from '../../view/use-view.ts';
import { PersonCalendar, PersonDays } from './PersonDays.tsx';
import { type Membership, membershipText, prepareMemberships } from './prepare-person.ts';

/** One person by day; opened from a name, `login` in the URL. */
export function PersonPage() {
  const { view, open } = useView();
  const login = view.local.login ?? '';
  const narrow = useCallback(
    (asked: Asked): Asked => ({
      ...asked,
      where: [
        ...asked.where.filter((item) => item.dimension !== 'user'),
        { dimension: 'user', is: 'in', values: [login] },
      ],
    }),
    [login],
  );
  const teams = useTeams(login);
  if (login === '') {
    return (
      <State icon="people" title={text.noPerson}>
        {text.openOne}
      </State>
    );
  }
  return (
    <PanelPage
      page="person"
      title={isolated(login)}
      narrow={narrow}
      asides={teams.asides}
      head={
        <button
          type="button"
          className="fd-button"
          data-kind="quiet"
          style={{ marginLeft: -10 }}
          onClick={() => open('/people', carried(view))}
        >
          <Icon name="arrowLeft" /> {text.people}
        </button>
      }
      lead={() => <PersonLead login={login} memberships={teams.memberships} />}
      before={<PersonCalendar />}
      extra={
        <div className="fd-grid">
          <PersonDays login={login} />
        </div>
      }
    />
  );
}

interface Teams {
  readonly memberships: readonly Membership[];
  /** What stands beside the tiles: the rate of the person's teams. */
  readonly asides: ReadonlyMap<string, string>;
}

const NO_ASIDES: ReadonlyMap<string, string> = new Map();

/** The person's teams over all days there are, and the rate of everyone in them in the range. */
function useTeams(login: string): Teams {
  const { view } = useView();
  const { data: status } = useStatus();
  const asked = useMemo(() => (status ? toAsked(view, status) : null), [view, status]);
  const whole = status?.range ?? null;
  const [days] = useAnswers(
    useMemo(
      (): MetricQueryInput[] =>
        asked && whole && login !== ''
          ? [
              {
                metrics: ['team_members'],
                by: ['day', 'team'],
                range: whole,
                where: [
                  ...asked.where.filter((item) => item.dimension === 'organization' || item.dimension === 'enterprise'),
                  { dimension: 'user', is: 'in', values: [login] },
                ],
              },
            ]
          : [],
      [asked, whole, login],
    ),
  );
  const memberships = useMemo(
    () => (days?.kind === 'ready' && whole ? prepareMemberships(days.result.rows, whole.from) : []),
    [days, whole],
  );
  const { accepted, generated, rate } = OUTPUTS[populationOf('person', view.outputs)];
  const [ofTeams] = useAnswers(
    useMemo(
      (): MetricQueryInput[] =>
        asked && memberships.length > 0
          ? [
              {
                metrics: [rate, accepted, generated],
                range: asked.range,
                where: [
                  ...asked.where.filter((item) => item.dimension !== 'team' && item.dimension !== 'user'),
                  { dimension: 'team', is: 'in', values: memberships.map(({ team }) => team) },
                ],
              },
            ]
          : [],
      [asked, memberships, rate, accepted, generated],
    ),
  );
  const value = ofTeams?.kind === 'ready' ? numberOf(ofTeams.result.rows[0]?.[rate]) : null;
  const asides = useMemo(
    () =>
      value === null
        ? NO_ASIDES
        : new Map([
            [
              `person-${rate.replaceAll('_', '-')}`,
              text.teamRate({ teams: memberships.length, rate: formatValue(value, 'ratio') }),
            ],
          ]),
    [value, memberships, rate],
  );
  return { memberships, asides };
}

/** How far somebody has adopted Copilot in the range, in one sentence; needs the page's answers. */
export function PersonLead({
  login,
  memberships,
}: {
  readonly login: string;
  readonly memberships: readonly Membership[];
}) {
  const { asked } = usePage();
  const { view } = useView();
  const { by, days: counted } = view.active;
  const { days, score: scored } = dayMetrics({ by, days: counted });
  const [loaded] = useAnswers(
    useMemo(() => [{ metrics: [days, scored], range: asked.range, where: asked.where }], [asked, days, scored]),
  );
  if (loaded?.kind !== 'ready') return null;
  const row = loaded.result.rows[0];
  const value = (name: string): number | null => numberOf(row?.[name]);
  const [active, score] = [value(days), value(scored)];
  const teams = memberships.map(membershipText).join('; ');
  const before = teams === '' ? '' : text.ofTeams({ teams });
  if (active === null || score === null)
    return before + text.nothingReported({ login: isolated(login), range: formatRange(asked.range) });
  return (
    <>
      {before}
      {text.lead({
        score: <b>{Math.round(score)}</b>,
        band: bandOf(score).label,
        active: <b>{formatCount(active)}</b>,
        days: plural(loaded.result.reportedDays[counted], counted === 'working' ? text.workingDay : text.day),
        isPrompted: by === 'prompt',
      })}
    </>
  );
}
