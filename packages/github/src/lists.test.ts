import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { ENTERPRISE, type FakeGithub, json, ORG, type Reply, raw, startFakeGithub } from './fake-github.ts';
import { nextCursor } from './http/pages.ts';

let fake: FakeGithub;
afterEach(() => fake?.close());

function example(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/github/examples/rest/${name}`, import.meta.url), 'utf8'));
}

/** Pages of a list, linked as GitHub links them. */
function pages(all: readonly unknown[], link: (page: number) => string): Reply {
  return (request, response, before) => {
    const page = Number(new URL(request.url ?? '', 'http://fake').searchParams.get('page') ?? 1);
    const headers: Record<string, string> = page < all.length ? { link: link(page + 1) } : {};
    json(200, all[page - 1], headers)(request, response, before);
  };
}

const toNext = (page: number) =>
  `<https://api.github.com/x?per_page=100&page=1>; rel="prev", <https://api.github.com/x?per_page=100&page=${page}>; rel="next"`;

describe("GitHub's documented examples", () => {
  test('teams and their people, of an organization and of an enterprise', async () => {
    fake = await startFakeGithub({
      '/orgs/acme/teams': json(200, example('teams__get__orgs-org-teams__200.json')),
      '/orgs/acme/teams/justice-league/members': json(
        200,
        example('teams__get__orgs-org-teams-team-slug-members__200.json'),
      ),
      '/orgs/acme/members': json(200, example('teams__get__orgs-org-members__200.json')),
      '/enterprises/big/teams': json(200, example('enterprise-teams__get__enterprises-enterprise-teams__200.json')),
      '/enterprises/big/teams/ent%3Aheroes/memberships': json(
        200,
        example('enterprise-teams__get__enterprises-enterprise-teams-enterprise-team-memberships__200.json'),
      ),
      '/enterprises/big/consumed-licenses': json(
        200,
        example('enterprise-licenses__get__enterprises-enterprise-consumed-licenses__200.json'),
      ),
    });
    const github = fake.client();
    const team = { id: 1, slug: 'justice-league', name: 'Justice League', parent: null };
    expect(await github.teams(ORG)).toEqual([team]);
    expect(await github.teams(ENTERPRISE)).toEqual([team]);
    expect(await github.teamMembers(ORG, 'justice-league')).toEqual([{ id: 1, login: 'octocat' }]);
    expect(await github.teamMembers(ENTERPRISE, 'ent:heroes')).toEqual([{ id: 1, login: 'octocat' }]);
    expect(await github.members(ORG)).toEqual([{ id: 1, login: 'octocat' }]);
    expect((await github.members(ENTERPRISE))[0]).toEqual({ id: null, login: 'monalisa' });
  });

  test('seats of both scopes and the billing summary of an organization', async () => {
    fake = await startFakeGithub({
      '/orgs/acme/copilot/billing/seats': json(
        200,
        example('billing-seats__get__orgs-org-copilot-billing-seats__200.json'),
      ),
      '/enterprises/big/copilot/billing/seats': json(
        200,
        example('billing-seats__get__enterprises-enterprise-copilot-billing-seats__200.json'),
      ),
      '/orgs/acme/copilot/billing': json(200, example('billing-seats__get__orgs-org-copilot-billing__200.json')),
    });
    const github = fake.client();
    const { totalSeats, seats } = await github.seats(ORG);
    expect(totalSeats).toBe(2);
    expect(seats).toHaveLength(2);
    expect(seats[0]).toEqual({
      assignee: { id: 1, login: 'octocat' },
      organization: null,
      assigningTeam: 'justice-league',
      createdAt: '2021-08-03T18:00:00-06:00',
      pendingCancellationDate: null,
      lastActivityAt: '2021-10-14T00:53:32-06:00',
      lastActivityEditor: 'vscode/1.77.3/copilot/1.86.82',
      lastAuthenticatedAt: '2021-10-14T00:53:32-06:00',
      plan: 'business',
    });
    expect((await github.seats(ENTERPRISE)).seats[1]).toMatchObject({
      pendingCancellationDate: '2021-11-01',
      plan: null,
    });
    expect(await github.billingSummary(ORG)).toMatchObject({
      seats: { total: 12, addedThisCycle: 9, inactiveThisCycle: 11 },
      seatManagement: 'assign_selected',
      publicCodeSuggestions: 'block',
      plan: 'business',
    });
    await expect(github.billingSummary(ENTERPRISE)).rejects.toMatchObject({
      name: 'CapabilityError',
      code: 'org_only',
    });
  });

  test('an assignee that is null, or not a person, leaves the seat without one', async () => {
    fake = await startFakeGithub({
      '/orgs/acme/copilot/billing/seats': json(200, {
        total_seats: 3,
        seats: [{ assignee: null }, { assignee: { id: 9, slug: 'a-team' } }, { assignee: { id: '42', login: 'ann' } }],
      }),
    });
    const { seats } = await fake.client().seats(ORG);
    expect(seats.map((seat) => seat.assignee)).toEqual([null, null, { id: 42, login: 'ann' }]);
  });
});

describe('lists whose pages are not linked', () => {
  const seats = Array.from({ length: 250 }, (_, index) => ({
    assignee: { id: index + 1, login: `login-${index + 1}` },
  }));
  const pageOf = (url: string | undefined) => Number(new URL(url ?? '', 'http://fake').searchParams.get('page') ?? 1);
  const unlinked =
    (all: readonly unknown[], wrap: (items: readonly unknown[]) => unknown): Reply =>
    (request, response, before) => {
      const page = pageOf(request.url);
      json(200, wrap(all.slice((page - 1) * 100, page * 100)))(request, response, before);
    };
  const SEATS = '/orgs/acme/copilot/billing/seats';

  test('a full page without a Link is followed by the next one', async () => {
    fake = await startFakeGithub({ [SEATS]: unlinked(seats, (items) => ({ total_seats: 250, seats: items })) });
    expect((await fake.client().seats(ORG)).seats).toHaveLength(250);
    expect(fake.seen).toEqual([
      `GET ${SEATS}?per_page=100`,
      `GET ${SEATS}?per_page=100&page=2`,
      `GET ${SEATS}?per_page=100&page=3`,
    ]);
  });

  test('nothing is asked after a full page that is all GitHub counts', async () => {
    const wrap = (items: readonly unknown[]) => ({ total_seats: 100, seats: items });
    fake = await startFakeGithub({ [SEATS]: unlinked(seats.slice(0, 100), wrap) });
    expect((await fake.client().seats(ORG)).seats).toHaveLength(100);
    expect(fake.seen).toHaveLength(1);
  });

  test('a server that pays no heed to the number is asked once', async () => {
    fake = await startFakeGithub({ [SEATS]: json(200, { total_seats: 250, seats: seats.slice(0, 100) }) });
    expect(await fake.client().seats(ORG)).toMatchObject({ totalSeats: 250, seats: { length: 100 } });
    expect(fake.seen).toHaveLength(2);
  });

  test('members and teams are read the same way', async () => {
    const people = seats.slice(0, 101).map(({ assignee }) => assignee);
    const teams = people.map(({ id, login }) => ({ id, slug: login, name: login }));
    fake = await startFakeGithub({
      '/orgs/acme/members': unlinked(people, (items) => items),
      '/orgs/acme/teams': unlinked(teams, (items) => items),
    });
    expect(await fake.client().members(ORG)).toHaveLength(101);
    expect(await fake.client().teams(ORG)).toHaveLength(101);
  });

  test('odd values of one seat leave the others as they are', async () => {
    const body =
      '{"total_seats":"3","seats":[{"assignee":{"login":"b","id":9007199254740993},"x":9007199254740993},{"assignee":{"id":7,"login":"ann"},"plan_type":4,"created_at":[]},{"assignee":"nobody"}]}';
    fake = await startFakeGithub({ [SEATS]: raw(200, body) });
    const { totalSeats, seats: read } = await fake.client().seats(ORG);
    expect(totalSeats).toBe(3);
    expect(read.map(({ assignee, plan }) => [assignee, plan])).toEqual([
      [null, null],
      [{ id: 7, login: 'ann' }, null],
      [null, null],
    ]);
  });
});

describe('lists of several pages', () => {
  const page = (slug: string) => [{ id: 1, slug, name: slug }];

  test('are read to the end, a hundred items a page', async () => {
    fake = await startFakeGithub({ '/orgs/acme/teams': pages([page('a'), page('b'), page('c')], toNext) });
    expect((await fake.client().teams(ORG)).map((team) => team.slug)).toEqual(['a', 'b', 'c']);
    expect(fake.seen).toEqual([
      'GET /orgs/acme/teams?per_page=100',
      'GET /orgs/acme/teams?per_page=100&page=2',
      'GET /orgs/acme/teams?per_page=100&page=3',
    ]);
  });

  test('never follow a link to another host: only its page number is used', async () => {
    const other = await startFakeGithub({});
    fake = await startFakeGithub({
      '/orgs/acme/teams': pages(
        [page('a'), page('b')],
        (next) => `<${other.url}/steal?page=${next}&baseUrl=${other.url}&url=/steal&headers=x>; rel="next"`,
      ),
    });
    expect(await fake.client().teams(ORG)).toHaveLength(2);
    expect(fake.seen[1]).toBe('GET /orgs/acme/teams?per_page=100&page=2');
    expect(other.seen).toEqual([]);
    await other.close();
  });

  test('that go in circles end in endless_pages', async () => {
    fake = await startFakeGithub({ '/orgs/acme/teams': json(200, page('a'), { link: toNext(2) }) });
    await expect(fake.client().teams(ORG)).rejects.toMatchObject({ code: 'endless_pages' });
    expect(fake.seen).toHaveLength(2);
  });

  test('are whole or an error: a page that fails fails the list', async () => {
    fake = await startFakeGithub({
      '/orgs/acme/copilot/billing/seats': (request, response, before) =>
        before === 0
          ? json(200, { total_seats: 2, seats: [{ assignee: null }] }, { link: toNext(2) })(request, response, before)
          : json(500, {})(request, response, before),
    });
    await expect(fake.client({ retries: 1 }).seats(ORG)).rejects.toMatchObject({ code: 'github_unavailable' });
  });

  test('of another shape are not_github', async () => {
    fake = await startFakeGithub({
      '/orgs/acme/teams': json(200, { teams: [] }),
      '/orgs/acme/members': json(200, [{ login: 7 }]),
    });
    const github = fake.client();
    await expect(github.teams(ORG)).rejects.toMatchObject({ code: 'not_github' });
    await expect(github.members(ORG)).rejects.toMatchObject({ code: 'not_github' });
  });

  test('a hostile Link header costs no time and leads nowhere', () => {
    expect(nextCursor('')).toBeNull();
    expect(nextCursor(`${'<'.repeat(100_000)}>; rel="next"`)).toBeNull();
    expect(nextCursor(`<${'a'.repeat(100_000)}>; rel="next"`)).toBeNull();
    expect(nextCursor('<https://api.github.com/x?after=abc%3D&per_page=5>; rel="next"')).toEqual({ after: 'abc=' });
    expect(() => nextCursor('<https://api.github.com/x>; rel="next"')).toThrow('does not end');
  });
});

test.each(['..', '.', 'a/b', 'a?b', '', 'a b'])('"%s" is not the slug of a team', async (slug) => {
  fake = await startFakeGithub({});
  await expect(fake.client().teamMembers(ORG, slug)).rejects.toMatchObject({ name: 'InputError', code: 'bad_team' });
  expect(fake.seen).toEqual([]);
});

describe('whether a scope exists', () => {
  test('is false for 404 alone', async () => {
    fake = await startFakeGithub({
      '/orgs/acme': json(200, { id: 500, login: 'acme' }),
      '/enterprises/big/teams': json(403, { message: 'Must be an owner' }),
    });
    const github = fake.client();
    expect(await github.exists(ORG)).toBe(true);
    expect(await github.exists(ENTERPRISE)).toBe(true);
    expect(await github.exists({ ...ORG, slug: 'acme-renamed' })).toBe(false);
    expect(await github.exists({ ...ENTERPRISE, slug: 'nobody' })).toBe(false);
  });
});
