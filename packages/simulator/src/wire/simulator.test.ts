import { afterEach, describe, expect, it } from 'vitest';
import type { UserRecord } from '../world/records/records.ts';
import { createOrganization } from '../world/simulation.ts';
import type { FaultPlan } from './faults/faults.ts';
import { type RunningSimulator, type SimulatorOptions, startSimulator } from './simulator.ts';

const simulation = createOrganization({ seed: 9, people: 80, days: 30, lastDay: '2026-10-31', organizations: 2 });
const REPORTS = '/orgs/aurora-works/copilot/metrics/reports';
const HEADERS = { authorization: 'Bearer secret', 'x-github-api-version': '2026-03-10' };

let running: RunningSimulator[] = [];

async function start(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const simulator = await startSimulator(simulation, options);
  running.push(simulator);
  return simulator;
}

function faults(...rules: FaultPlan['rules']): SimulatorOptions {
  return { faults: { seed: 1, rules } };
}

afterEach(async () => {
  await Promise.all(running.map((simulator) => simulator.close()));
  running = [];
});

async function links(simulator: RunningSimulator, path: string): Promise<string[]> {
  const response = await fetch(`${simulator.url}${path}`, { headers: HEADERS });
  return ((await response.json()) as { download_links: string[] }).download_links;
}

async function rows(simulator: RunningSimulator, path: string): Promise<UserRecord[]> {
  const files = await Promise.all((await links(simulator, path)).map(async (link) => (await fetch(link)).text()));
  return files.flatMap((text) => text.split('\n').filter(Boolean)).map((line) => JSON.parse(line) as UserRecord);
}

describe('the door', () => {
  it('turns away calls without a token, with a token it does not know, and with a retired API version', async () => {
    const { url } = await start({ tokens: ['secret'] });
    const status = async (headers: Record<string, string>) => (await fetch(`${url}/rate_limit`, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status({ authorization: 'Bearer other' })).toBe(401);
    expect(await status({ ...HEADERS, 'x-github-api-version': '2020-01-01' })).toBe(410);
    expect(await status(HEADERS)).toBe(200);
  });

  it('counts down the rate limit, sends a request id, and refuses when nothing is left', async () => {
    const { url } = await start({ rateLimit: 2 });
    const call = () => fetch(`${url}/orgs/aurora-works/teams`, { headers: HEADERS });
    const first = await call();
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(first.headers.get('x-github-request-id')).toMatch(/^[0-9A-F]{20}$/);
    await call();
    const third = await call();
    expect([third.status, third.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
  });

  it('survives paths that are not well-formed', async () => {
    const { url } = await start();
    for (const path of ['//', '/orgs/aurora-works/teams/%E0%A4%A', '/orgs/%zz/teams']) {
      expect((await fetch(`${url}${path}`, { headers: HEADERS })).status).toBe(404);
    }
  });

  it('does not know other organizations', async () => {
    const { url } = await start();
    expect((await fetch(`${url}/orgs/nobody/teams`, { headers: HEADERS })).status).toBe(404);
  });
});

describe('reports', () => {
  it('come in several files that together have every row', async () => {
    const simulator = await start({ shardsPerReport: 3, lateTelemetry: false });
    expect((await links(simulator, `${REPORTS}/users-1-day?day=2026-10-28`)).length).toBe(3);
    expect(await rows(simulator, `${REPORTS}/users-1-day?day=2026-10-28`)).toEqual([
      ...simulation.userRecords({ kind: 'org', slug: 'aurora-works' }, '2026-10-28'),
    ]);
  });

  it('refuse credentials, forged links and links older than an hour', async () => {
    const simulator = await start();
    const [link = ''] = await links(simulator, `${REPORTS}/users-1-day?day=2026-10-28`);
    expect((await fetch(link, { headers: HEADERS })).status).toBe(400);
    expect((await fetch(link.replace(/sig=.{4}/, 'sig=AAAA'))).status).toBe(403);
    expect((await fetch(link)).status).toBe(200);
    simulator.clock.advance(2);
    expect((await fetch(link)).status).toBe(403);
  });

  it('appear within two days after a day has closed, and are not kept longer than a year', async () => {
    const simulator = await start();
    const status = async (name: string) =>
      (await fetch(`${simulator.url}${REPORTS}/${name}`, { headers: HEADERS })).status;
    simulator.clock.set(new Date('2026-10-28T23:00:00Z'));
    expect(await status('users-1-day?day=2026-10-28')).toBe(204);
    simulator.clock.set(new Date('2026-10-31T00:00:00Z'));
    expect(await status('users-1-day?day=2026-10-28')).toBe(200);
    expect(await status('users-1-day?day=2026-09-20')).toBe(404);
    expect(await status('users-1-day?day=nonsense')).toBe(404);
    simulator.clock.set(new Date('2027-10-30T00:00:00Z'));
    expect(await status('users-1-day?day=2026-10-28')).toBe(404);
    expect(await status('users-1-day?day=2026-10-30')).toBe(200);
  });

  it('reach back further than a year when asked to, but never before GitHub had the report', async () => {
    const long = createOrganization({ seed: 9, people: 20, days: 730, lastDay: '2027-10-31' });
    const simulator = await startSimulator(long, { historyDays: 1000 });
    running.push(simulator);
    const status = async (name: string) =>
      (await fetch(`${simulator.url}${REPORTS}/${name}`, { headers: HEADERS })).status;
    expect(await status('users-1-day?day=2026-06-01')).toBe(200);
    expect(await status('users-1-day?day=2025-12-11')).toBe(404);
    expect(await status('user-teams-1-day?day=2026-05-13')).toBe(404);
    expect([...long.teamRecords({ kind: 'org', slug: 'aurora-works' }, '2026-05-13')]).toEqual([]);
  });

  it('answer 404 instead of 204 for an enterprise, except for repos', async () => {
    const { url } = await start();
    const status = async (name: string) =>
      (await fetch(`${url}/enterprises/aurora/copilot/metrics/reports/${name}?day=2026-11-01`, { headers: HEADERS }))
        .status;
    expect(await status('users-1-day')).toBe(404);
    expect(await status('repos-1-day')).toBe(204);
  });

  it('grow under the simulated clock until the day is final', async () => {
    const simulator = await start();
    const total = async () =>
      (await rows(simulator, `${REPORTS}/users-1-day?day=2026-10-30`)).reduce(
        (sum, row) => sum + row.code_generation_activity_count,
        0,
      );
    simulator.clock.set(new Date('2026-10-31T23:00:00Z'));
    const first = await total();
    simulator.clock.set(new Date('2026-11-03T00:00:00Z'));
    const final = await total();
    expect(first).toBeLessThan(final);
    simulator.clock.set(new Date('2026-11-20T00:00:00Z'));
    expect(await total()).toBe(final);
  });

  it('of 28 days end with the newest built day', async () => {
    const { url } = await start();
    const response = await fetch(`${url}${REPORTS}/users-28-day/latest`, { headers: HEADERS });
    expect(await response.json()).toMatchObject({ report_start_day: '2026-10-04', report_end_day: '2026-10-31' });
  });
});

describe('lists', () => {
  it('are paged with Link headers that lead to every member once', async () => {
    const { url } = await start();
    const logins: string[] = [];
    let next: string | undefined = `${url}/orgs/aurora-works/members?per_page=20`;
    while (next) {
      const response: Response = await fetch(next, { headers: HEADERS });
      logins.push(...((await response.json()) as { login: string }[]).map((member) => member.login));
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    const members = [...simulation.members({ kind: 'org', slug: 'aurora-works' })];
    expect(logins.length).toBe(members.length);
    expect(new Set(logins).size).toBe(members.length);
  });

  it('of enterprise seats name some people twice, though total_seats counts people', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/enterprises/aurora/copilot/billing/seats?per_page=100`, { headers: HEADERS });
    const { total_seats, seats } = (await response.json()) as {
      total_seats: number;
      seats: { assignee: { id: number } | null }[];
    };
    const people = new Set(seats.flatMap(({ assignee }) => (assignee ? [assignee.id] : [])));
    expect(people.size + seats.filter(({ assignee }) => assignee === null).length).toBe(total_seats);
    expect(seats.length).toBeGreaterThan(total_seats);
  });

  it('of teams show small ones, which the reports leave out', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/orgs/aurora-works/teams/research/members`, { headers: HEADERS });
    const members = (await response.json()) as unknown[];
    expect(members.length).toBeGreaterThan(0);
    expect(members.length).toBeLessThan(5);
  });
});

describe('faults', () => {
  const path = `${REPORTS}/users-1-day?day=2026-10-28`;
  const call = (simulator: RunningSimulator) => fetch(`${simulator.url}${path}`, { headers: HEADERS });

  it.each([
    ['rate-limit', 429, '1'],
    ['secondary-limit', 403, '1'],
    ['server-error', 502, null],
    ['policy-off', 403, null],
    ['not-found', 404, null],
    ['no-content', 204, null],
  ] as const)('%s is answered with %i once, then the report', async (fault, status, retryAfter) => {
    const simulator = await start(faults({ fault }));
    const first = await call(simulator);
    expect([first.status, first.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect((await call(simulator)).status).toBe(200);
  });

  it('bare-string answers 200 with an empty JSON string', async () => {
    const simulator = await start(faults({ fault: 'bare-string' }));
    const response = await call(simulator);
    expect([response.status, await response.text()]).toEqual([200, '""']);
  });

  it('wrong-day answers with the day before', async () => {
    const simulator = await start(faults({ fault: 'wrong-day' }));
    expect(await (await call(simulator)).json()).toMatchObject({ report_day: '2026-10-27' });
    expect(await (await call(simulator)).json()).toMatchObject({ report_day: '2026-10-28' });
  });

  it('wrong-rows names the day asked for, above rows of the day before', async () => {
    const simulator = await start({ ...faults({ fault: 'wrong-rows' }), lateTelemetry: false });
    const days = new Set((await rows(simulator, path)).map((row) => row.day));
    expect(days).toEqual(new Set(['2026-10-27']));
  });

  it('reset and hang break the connection', async () => {
    const reset = await start(faults({ fault: 'reset' }));
    await expect(call(reset)).rejects.toThrow();
    const hang = await start({ faults: { seed: 1, rules: [{ fault: 'hang' }], hangMs: 20 } });
    await expect(call(hang)).rejects.toThrow();
  });

  it('strike downloads: expired, truncated in the middle of a line, cut short of the announced length', async () => {
    const simulator = await start(
      faults(
        ...(['expired', 'truncated', 'cut-body'] as const).map((fault) => ({ fault, times: 1, maxConsecutive: 3 })),
      ),
    );
    const [link = ''] = await links(simulator, path);
    expect((await fetch(link)).status).toBe(403);
    const truncated = await (await fetch(link)).text();
    await expect(fetch(link).then((response) => response.text())).rejects.toThrow();
    const text = await (await fetch(link)).text();
    expect(text.startsWith(truncated)).toBe(true);
    expect(truncated.endsWith('\n')).toBe(false);
    expect(truncated.length).toBeLessThan(text.length);
  });

  it('never strike one request more often in a row than allowed, whichever rules there are', async () => {
    const simulator = await start(faults({ fault: 'rate-limit' }, { fault: 'server-error' }, { fault: 'policy-off' }));
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) statuses.push((await call(simulator)).status);
    expect(statuses).toEqual([429, 200, 429, 200]);
  });

  it('keep to their match, their times and their seed', async () => {
    const plan = { fault: 'server-error', probability: 0.5, match: /day=2026-10-1/ } as const;
    const statuses = async () => {
      const simulator = await start(faults(plan, { fault: 'not-found', match: 'repos-1-day', times: 1 }));
      const days = Array.from({ length: 20 }, (_, index) => `2026-10-${index + 10}`);
      const users = await Promise.all(
        days.map(
          async (day) =>
            (await fetch(`${simulator.url}${REPORTS}/users-1-day?day=${day}`, { headers: HEADERS })).status,
        ),
      );
      const repos: number[] = [];
      for (const day of ['2026-10-20', '2026-10-21']) {
        repos.push((await fetch(`${simulator.url}${REPORTS}/repos-1-day?day=${day}`, { headers: HEADERS })).status);
      }
      return { users, repos };
    };
    const first = await statuses();
    expect(first).toEqual(await statuses());
    expect(first.repos).toEqual([404, 200]);
    expect(new Set(first.users.slice(0, 10))).toEqual(new Set([200, 502]));
    expect(new Set(first.users.slice(10))).toEqual(new Set([200]));
  });
});
