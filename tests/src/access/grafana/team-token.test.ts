import { LOCAL, parseGrant } from '@flightdeck/access';
import { BOARDS, type GrafanaPanel, grafanaPanelsFor, infinity } from '@flightdeck/grafana';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interpolate } from '../../grafana-demo.ts';
import { type Served, serve } from '../served.ts';
import { FOREIGN, loginsOf, OWN, RANGE, teamsOf } from '../world.ts';

const [TEAM = '', ...OTHERS] = teamsOf(OWN);
const CHOSEN = {
  variables: {},
  from: Date.parse(`${RANGE.from}T00:00:00Z`),
  to: Date.parse(`${RANGE.to}T23:59:59Z`),
};

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly code?: string;
    readonly title?: string;
    readonly rows?: readonly object[];
    readonly rowCount?: number;
    readonly notes?: readonly { readonly code: string; readonly metric: string | null }[];
  };
}

let served: Served;
let token = '';

beforeAll(async () => {
  served = await serve({ totals: true });
  const grants = [parseGrant(`viewer@org:${OWN}/team=${TEAM}`)];
  const asked = { name: 'Grafana of one team', grants, expiresAt: new Date('2026-12-01T00:00:00Z') };
  token = (await served.all.app.tokens.make(LOCAL, asked)).text;
}, 120_000);
afterAll(() => served?.close());

async function get(path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const answer = await fetch(served.server.url + path, { headers });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) };
}
const withToken = (path: string): Promise<Answer> => get(path, { authorization: `Bearer ${token}` });
const ofTeam = (path: string): string => `${path}&where=team=${OWN}/${TEAM}`;

/** Each question of a Grafana panel as the data source sends it. */
const pathsOf = (panel: GrafanaPanel): readonly string[] =>
  infinity.targets(panel).map(({ url }) => interpolate(String(url), CHOSEN));

/** Metrics that no row can have a number of, by the answer's own notes. */
const unanswered = ({ body }: Answer): readonly (string | null)[] =>
  (body.notes ?? []).filter(({ code }) => /^not_/.test(code)).map(({ metric }) => metric);
const metricsOf = (path: string): readonly string[] =>
  (new URL(path, 'http://x').searchParams.get('metrics') ?? '').split(',');

/** How the answers of a panel end: `shown`, or the codes of what is refused. */
async function endsOf(panel: GrafanaPanel): Promise<ReadonlySet<string>> {
  const ends = new Set<string>();
  for (const path of pathsOf(panel)) {
    const own = await withToken(path);
    ends.add(own.status === 200 ? 'shown' : String(own.body.code));
    if (own.status !== 200) {
      expect([own.status, own.body.rows], path).toEqual([403, undefined]);
      expect(own.body.title, path).toMatch(/what you may see|You may not see/);
    } else if (path.startsWith('/api/v1/rows')) {
      // The same numbers as somebody who sees everything gets of that team, and of nothing else.
      const truth = await get(ofTeam(path), {});
      expect([own.body.rows, own.body.rowCount], path).toEqual([truth.body.rows, truth.body.rowCount]);
      const isForNobody = metricsOf(path).every((name) => unanswered(truth).includes(name));
      const isEmptyChart = isForNobody && unanswered(await get(path, {})).length === 0;
      expect(isEmptyChart, `${path} is an empty chart`).toBe(false);
    }
    // Names of others stand nowhere, in refusals neither.
    for (const name of [FOREIGN, ...OTHERS]) expect(own.text, path).not.toMatch(new RegExp(`\\b${name}\\b`));
    for (const login of loginsOf(OWN)) expect(own.text, path).not.toContain(`"${login}"`);
  }
  return ends;
}

const panelsOf = (board: (typeof BOARDS)[number]) => [
  ...new Map(
    board.sections.flatMap((section) => grafanaPanelsFor(section, infinity)).map((panel) => [panel.id, panel]),
  ).values(),
];

describe("a token of a team's viewer in Grafana", () => {
  it.each(BOARDS)('gets of each panel of $title the numbers of the team, or a refusal in words', async (board) => {
    const found = new Map<string, string>();
    for (const panel of panelsOf(board)) found.set(panel.id, [...(await endsOf(panel))].join(' '));
    const ids = (end: string) => [...found].filter(([, ends]) => ends === end).map(([id]) => id);
    expect(new Set(found.values())).toEqual(new Set(['shown', 'not_allowed', 'not_in_sight']));
    expect(ids('shown').length).toBeGreaterThan(found.size / 2);
    if (board.uid === 'flightdeck-usage') return;
    // What names people, and what GitHub reports by no team.
    expect(ids('not_allowed')).toEqual(expect.arrayContaining(['seats-all']));
    expect(ids('not_in_sight')).toEqual(expect.arrayContaining(['seats-idle-seat-cost']));
  });

  it('says what is not reported by team, and for which team it was asked', async () => {
    const { status, body } = await withToken(
      `/api/v1/rows?metrics=pull_requests_merged&grain=day&from=${RANGE.from}&to=${RANGE.to}`,
    );
    expect([status, body]).toMatchObject([
      403,
      {
        code: 'not_in_sight',
        title: 'This cannot be answered for what you may see. GitHub does not report "Pull requests merged" by team.',
        hint: `Answered for what you may see: team ${TEAM} of ${OWN}. Ask an administrator of this Flightdeck for a role in a whole organization.`,
      },
    ]);
    // What is reported for nobody by these is an empty answer with a note for everybody.
    const crossed = `/api/v1/rows?metrics=pull_requests_merged&by=language&from=${RANGE.from}&to=${RANGE.to}`;
    expect([(await get(crossed, {})).status, (await withToken(crossed)).status]).toEqual([200, 200]);
  });

  it('offers in the variables of a dashboard what the team has and nothing else', async () => {
    const values = new Map<string, readonly unknown[]>();
    for (const { name, query } of infinity.variables()) {
      if (typeof query !== 'object' || !('infinityQuery' in query)) continue;
      const path = interpolate(String((query.infinityQuery as { url: string }).url), CHOSEN);
      const { status, body } = await withToken(path);
      values.set(name, status === 200 ? (body.rows ?? []).map((row) => Object.values(row)[0]) : [status]);
    }
    expect([values.get('organization'), values.get('team'), values.get('user')]).toEqual([[OWN], [TEAM], [403]]);
  });
});
