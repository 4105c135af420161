import { LOCAL, type Principal, parseGrantScope, type Role } from '@flightdeck/access';
import type { Status } from '@flightdeck/app';
import { METRICS } from '@flightdeck/catalog';
import { type MetricQueryInput, parseQuery, planQuery } from '@flightdeck/query';
import type { ReconcileRequest } from '@flightdeck/reconcile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../served.ts';
import { accountIn, FOREIGN, type install, loginsOf, OWN, personWith, RANGE, teamsOf } from '../world.ts';
import { randomAsker } from './random-askers.ts';
import { randomComparison } from './random-comparisons.ts';
import { createRandom, pick, type Random, randomQuestion, toUrl, type Vocabulary } from './random-questions.ts';

/** Questions asked by each of the askers; 6,700 make more than 20,000 in all. */
const QUESTIONS = Number(process.env.FLIGHTDECK_TEST_QUESTIONS ?? 250);
const SEED = Number(process.env.FLIGHTDECK_TEST_SEED ?? 13);
const [FIRST = '', SECOND = '', THIRD = ''] = teamsOf(OWN);
const OWN_TEAMS = [FIRST, SECOND];

let all: Served;
const opened = new Map<string, Promise<Served>>();
/** A server that has received so much, one for all who ask it. */
const open = (received: NonNullable<Parameters<typeof install>[0]>): Promise<Served> => {
  const key = JSON.stringify(received);
  const served = opened.get(key) ?? serve({ totals: true, ...received });
  opened.set(key, served);
  return served;
};
beforeAll(async () => {
  all = await open({});
});
afterAll(async () => {
  for (const served of opened.values()) await (await served).close();
});

/** What is sent through a door of the API. */
interface Sent {
  readonly path: string;
  readonly body?: object;
}
type Door = (question: MetricQueryInput, random: Random) => Sent;

const DOORS: readonly Door[] = [
  (question) => ({ path: '/api/v1/query', body: question }),
  (question) => ({ path: '/api/v1/query', body: question }),
  (question) => ({ path: '/api/v1/queries', body: { queries: [question] } }),
  (question, random) => ({ path: toUrl(random, question) }),
  (question) => ({ path: '/api/v1/query/csv', body: question }),
];

interface Came {
  readonly status: number;
  readonly text: string;
  readonly etag: string | null;
}

async function send({ server }: Served, { path, body }: Sent): Promise<Came> {
  const headers = { 'content-type': 'application/json', 'if-none-match': '"guess"' };
  const answer = await fetch(
    server.url + path,
    body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
  );
  return { status: answer.status, text: await answer.text(), etag: answer.headers.get('etag') };
}

interface Answer {
  readonly rows: readonly object[];
  readonly rowCount: number;
  readonly total?: object | null;
  readonly comparison?: { readonly rows: readonly object[]; readonly total: object | null } | null;
  readonly notes: readonly { readonly code: string; readonly metric: string | null }[];
}

const asTexts = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();

/** What an answer says of anybody: its figures without their order, or the code of its refusal. */
function figuresOf({ status, text }: Came, path: string): unknown {
  if (status === 200 && path.endsWith('/csv')) return text.split('\n').sort();
  const parsed = JSON.parse(text);
  const [of = parsed] = parsed.results ?? [];
  if ((of.problem ?? parsed).code !== undefined) return (of.problem ?? parsed).code;
  const { rows, rowCount, total, comparison }: Answer = of.result ?? of;
  const before = comparison && [asTexts(comparison.rows), comparison.total];
  return { rows: asTexts(rows), rowCount, total, before };
}

/** Metrics that an answer says depend on what its asker may not see. */
const notSeen = (text: string): readonly string[] =>
  [...text.matchAll(/"code":"not_seen","metric":"(\w+)"/g)].map(([, metric = '']) => metric);

/** Names in an answer that are of nobody one sees, and that the question did not bring. */
function namesOfOthers(text: string, sent: Sent, others: ReadonlySet<string>): readonly string[] {
  const asked = decodeURIComponent(sent.path.replaceAll('+', ' ')).concat(JSON.stringify(sent.body ?? ''));
  // Some are said back in lower case.
  const brought = new Set(`${asked} ${asked.toLowerCase()}`.match(WORDS));
  return (text.match(WORDS) ?? []).filter((word) => others.has(word) && !brought.has(word));
}
const WORDS = /[\w-]+/g;

/** Metrics that divide by the days the organization has reports of, which all of its teams share; here a team alone has fewer. */
const BY_DAYS: ReadonlySet<string> = new Set(
  METRICS.flatMap(({ name }) => planQuery(parseQuery({ metrics: [name], range: RANGE }), [`org:${OWN}`]).perDay).map(
    ({ metric }) => metric,
  ),
);

const VOCABULARY: Vocabulary = {
  teams: [...OWN_TEAMS, ...OWN_TEAMS, THIRD, `${OWN}/${FIRST}`, `${OWN}/${THIRD}`, `${FOREIGN}/${teamsOf(FOREIGN)[0]}`],
  people: [...loginsOf(OWN, OWN_TEAMS).slice(0, 4), ...loginsOf(OWN).slice(0, 4), ...loginsOf(FOREIGN).slice(0, 3)],
};

const grantsOf = (role: Role) => OWN_TEAMS.map((team) => ({ role, of: parseGrantScope(`org:${OWN}/team=${team}`) }));
const withTeams = (role: Role): Principal => ({
  kind: 'person',
  id: `lead ${role}`,
  name: 'Lead',
  account: null,
  grants: grantsOf(role),
});

/** Slugs of teams that mean nothing else in a sentence; those that only others have. */
const slugsOf = (organization: string) => teamsOf(organization).filter((name) => name.includes('-') || name.length > 6);
const without = (names: readonly string[], own: readonly string[]) => names.filter((name) => !own.includes(name));

describe.each([
  {
    who: personWith('analyst', `org:${OWN}`),
    truth: { organizations: [OWN] },
    teams: null,
    others: new Set([FOREIGN, ...without(loginsOf(FOREIGN), loginsOf(OWN))]),
  },
  ...(['analyst', 'viewer'] as const).map((role) => ({
    who: withTeams(role),
    truth: { organizations: [OWN], teams: OWN_TEAMS },
    teams: OWN_TEAMS,
    others: new Set([
      FOREIGN,
      ...without(slugsOf(OWN), OWN_TEAMS),
      ...(role === 'viewer' ? [...loginsOf(OWN), ...loginsOf(FOREIGN)] : []),
      ...without([...loginsOf(OWN), ...loginsOf(FOREIGN)], loginsOf(OWN, OWN_TEAMS)),
    ]),
  })),
])('$who.id, asking anything at all', ({ who, truth, teams, others }) => {
  let alone: Served;
  beforeAll(async () => {
    alone = await open(truth);
    all.as(who);
  });

  it('is answered as if nothing else existed, through every door', {
    timeout: 60_000 + 2_000 * QUESTIONS,
  }, async () => {
    const random = createRandom(SEED);
    const counts = { answered: 0, refused: 0, narrowedAway: 0 };
    for (let count = 0; count < QUESTIONS; count++) {
      const question = randomQuestion(random, VOCABULARY);
      const door = pick(random, DOORS);
      const seed = random() * 2 ** 32;
      const sent = door(question, createRandom(seed));
      const came = await send(all, sent);
      const asText = `${JSON.stringify(sent)} → ${came.status} ${came.text.slice(0, 3000)}`;
      expect(came.status, asText).toBeLessThan(500);
      expect(came.etag, asText).toBeNull();
      expect(namesOfOthers(came.text, sent, others), asText).toEqual([]);
      const code = figuresOf(came, sent.path);
      if (typeof code === 'string' && teams !== null) {
        // Of a part less can be asked, and names that are not among it are refused whether or not somebody bears them.
        counts.refused += 1;
        continue;
      }
      // A CSV file has no notes, and the first of a list those of one metric.
      const withNotes = /csv$|rows\?/.test(sent.path)
        ? await send(all, { path: '/api/v1/query', body: question })
        : came;
      const unseen = notSeen(withNotes.text);
      const metrics = question.metrics.filter(
        (name) => !unseen.includes(name) && !(teams !== null && BY_DAYS.has(name)),
      );
      if (metrics.length === 0) {
        counts.narrowedAway += 1;
        continue;
      }
      // Of parts only the metrics that have a number are compared, asked of nothing else.
      const isCut = metrics.length < question.metrics.length;
      const sortable = [...metrics, ...(question.by ?? [])];
      const asked: MetricQueryInput = {
        ...question,
        metrics,
        order: question.order && sortable.includes(question.order.key) ? question.order : null,
        having: question.having && metrics.includes(question.having.metric) ? question.having : null,
      };
      const narrowed = isCut ? figuresOf(await send(all, door(asked, createRandom(seed))), sent.path) : code;
      const own = teams && { dimension: 'team', values: teams.map((team) => `${OWN}/${team}`) };
      const same = door({ ...asked, where: [...(asked.where ?? []), ...(own ? [own] : [])] }, createRandom(seed));
      expect(narrowed, asText).toEqual(figuresOf(await send(alone, same), sent.path));
      counts[typeof narrowed === 'string' ? 'refused' : 'answered'] += 1;
    }
    console.info(`${who.id}: ${JSON.stringify(counts)} with the seed ${SEED}`);
    expect(counts.answered).toBeGreaterThan(QUESTIONS / 4);
  });
});

/** Comparisons asked by each of the askers; 10,000 make 20,000 in all. */
const COMPARISONS = Number(process.env.FLIGHTDECK_TEST_COMPARISONS ?? 60);

/** A comparison without the people its steps rest on, and these. */
function apart({ status, text }: Came): { readonly says: unknown; readonly people: readonly unknown[] } {
  const parsed = JSON.parse(text);
  if (status !== 200) return { says: parsed.code, people: [] };
  const steps: readonly { readonly evidence: { readonly people: readonly unknown[] } }[] = parsed.steps;
  const without = steps.map((step) => ({ ...step, evidence: { ...step.evidence, people: [] } }));
  return { says: { ...parsed, steps: without }, people: steps.flatMap(({ evidence }) => evidence.people) };
}

const namesPeople = ({ where = [], share }: ReconcileRequest): boolean =>
  [...where, ...(share ? [share] : [])].some(({ dimension }) => dimension === 'user');

describe.each(['analyst', 'viewer'] as const)('%s of one organization, comparing anything with anything', (role) => {
  const who = personWith(role, `org:${OWN}`);
  const others = new Set([
    FOREIGN,
    ...without(loginsOf(FOREIGN), role === 'analyst' ? loginsOf(OWN) : []),
    ...(role === 'viewer' ? loginsOf(OWN) : []),
  ]);

  it('is answered as if nothing else existed', { timeout: 60_000 + 2_000 * COMPARISONS }, async () => {
    const alone = await open({ organizations: [OWN] });
    all.as(who);
    const random = createRandom(SEED);
    const counts = { answered: 0, refused: 0, people: 0 };
    for (let count = 0; count < COMPARISONS; count++) {
      const asked = randomComparison(random, VOCABULARY);
      const sent = { path: '/api/v1/reconcile', body: asked };
      const came = await send(all, sent);
      const asText = `${JSON.stringify(asked)} → ${came.status} ${came.text.slice(0, 3000)}`;
      expect(came.status, asText).toBeLessThan(500);
      expect(namesOfOthers(came.text, sent, others), asText).toEqual([]);
      const { says, people } = apart(came);
      if (role === 'viewer' && namesPeople(asked)) {
        expect(came.status, asText).toBeGreaterThanOrEqual(400);
        counts.refused += 1;
        continue;
      }
      const truth = apart(await send(alone, sent));
      expect(says, asText).toEqual(truth.says);
      expect(people, asText).toEqual(role === 'viewer' ? [] : truth.people);
      counts[typeof says === 'string' ? 'refused' : 'answered'] += 1;
      counts.people += people.length;
    }
    console.info(`${who.id}: ${JSON.stringify(counts)} comparisons with the seed ${SEED}`);
    expect(counts.answered).toBeGreaterThan(COMPARISONS / 5);
  });
});

/** How many people ask for the status; 20,000 by hand. */
const ASKERS = Number(process.env.FLIGHTDECK_TEST_ASKERS ?? 100);

/** What a status says of scopes. */
const ofScopes = ({ scopes, hosts, range, freshness, atRisk, spans, integrity }: Status) => ({
  ...{ scopes, range, freshness, atRisk, spans, gaps: integrity.gaps },
  hosts: hosts.map(({ host, configured, scopes: own }) => ({ host, configured, scopes: own })),
});
const NONE = { scopes: [], hosts: [], range: null, atRisk: [], spans: [], gaps: [] };
const NO_DAYS = { finalTo: null, provisional: [], syncedAt: null, importedAt: null, nextSyncAt: null, running: null };

describe('the status', () => {
  it('is that of the scopes somebody may see all or a part of, whatever their roles', {
    timeout: 60_000 + 100 * ASKERS,
  }, async () => {
    /** Null: they may see none, as whoever has only their own rows and no account. */
    const statusFor = async ({ server }: Served): Promise<Status | null> => {
      const answer = await fetch(`${server.url}/api/v1/status`);
      return answer.status === 403 ? null : JSON.parse(await answer.text());
    };
    const statusOf = async (served: Served): Promise<Status> => (await statusFor(served)) ?? expect.unreachable();
    const [own, foreign] = await Promise.all([open({ organizations: [OWN] }), open({ organizations: [FOREIGN] })]);
    const account = await accountIn(all.all.app, OWN, FIRST, FOREIGN);
    all.as(LOCAL);
    const truths = new Map<string, object>([
      ['', { ...NONE, freshness: NO_DAYS }],
      [OWN, ofScopes(await statusOf(own))],
      [FOREIGN, ofScopes(await statusOf(foreign))],
      [[FOREIGN, OWN].join(), ofScopes(await statusOf(all))],
    ]);
    const random = createRandom(SEED);
    const counts = new Map<string, number>();
    for (let count = 0; count < ASKERS; count++) {
      const { who, sees } = randomAsker(random, account);
      const key = [...sees].sort().join();
      all.as(who);
      const status = await statusFor(all);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (status === null) {
        expect(key, who.id).toBe('');
        continue;
      }
      expect(ofScopes(status), who.id).toEqual(truths.get(key));
      if (key !== [FOREIGN, OWN].join()) {
        const { slots, lastRun, organizationRows, disk } = status;
        expect([slots, lastRun, organizationRows, disk], who.id).toEqual([[], null, [], null]);
        for (const name of [OWN, FOREIGN]) if (!sees.has(name)) expect(JSON.stringify(status)).not.toContain(name);
      }
    }
    console.info(`${JSON.stringify([...counts])} statuses with the seed ${SEED}`);
    expect(counts.size).toBe(4);
  });
});
