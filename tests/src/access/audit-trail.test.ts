import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal } from '@flightdeck/access';
import { AUDIT_FILE } from '@flightdeck/app';
import type { RunningServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from './served.ts';
import { type Installation, personWith } from './world.ts';

let served: Served;
let all: Installation;
let server: RunningServer;

beforeAll(async () => {
  served = await serve({ organizations: [] });
  ({ all, server } = served);
});
afterAll(async () => {
  await served?.close();
});

const AUDITOR = personWith('auditor', '*');
const ADA = { ...personWith('viewer', '*'), id: 'ada' };
/** A name that turns what follows it around, and begins as a formula. */
const EVE = { ...personWith('viewer', '*'), id: 'eve', name: '=Eve\u202e"x' };

async function get(path: string, who: Principal = AUDITOR): Promise<Response> {
  served.as(who);
  return fetch(server.url + path);
}
const page = async (search = '') => (await (await get(`/api/v1/audit${search}`)).json()) as Page;
const act = (who: Principal, asked: unknown) =>
  all.app.audit.record(who, {
    ...{ kind: 'changed', route: 'POST /api/v1/sync', asked, people: null },
    ...{ client: '10.0.0.9', requestId: 'r' },
  });

interface Page {
  readonly entries: readonly {
    readonly place: number;
    readonly kind: string;
    readonly who: { readonly id: string; readonly name: string };
    readonly asked: unknown;
  }[];
  readonly next: number | null;
  readonly searchedTo: string | null;
}
const asks = ({ entries }: Page) => entries.map(({ asked }) => asked);

describe('the audit log in the API', () => {
  it('is empty as long as nothing was written down', async () => {
    expect(await page()).toEqual({ entries: [], next: null, searchedTo: null });
    expect(await (await get('/api/v1/audit/check')).json()).toMatchObject({ lines: 0, fault: null });
  });

  it('comes newest first, page by page, and stays so while lines are added', async () => {
    for (let n = 1; n <= 5; n++) await act(n % 2 === 1 ? ADA : EVE, { n });
    const first = await page('?limit=2');
    expect(asks(first)).toEqual([{ n: 5 }, { n: 4 }]);
    await act(ADA, { n: 6 });
    const second = await page(`?limit=2&before=${first.next}`);
    expect(asks(second)).toEqual([{ n: 3 }, { n: 2 }]);
    const last = await page(`?limit=2&before=${second.next}`);
    expect([asks(last), last.next]).toEqual([[{ n: 1 }], null]);
  });

  it('says that it was read itself, where that names several people', async () => {
    const [newest] = (await page('?limit=3')).entries;
    expect(newest).toMatchObject({ kind: 'named', who: { id: AUDITOR.id } });
  });

  it('is filtered by who, kind, text and time', async () => {
    expect(asks(await page('?who=eVE&kind=changed'))).toEqual([{ n: 4 }, { n: 2 }]);
    expect(asks(await page(`?who=${encodeURIComponent('"x')}&kind=changed`))).toEqual([{ n: 4 }, { n: 2 }]);
    expect(asks(await page(`?text=${encodeURIComponent('{"n":3}')}`))).toEqual([{ n: 3 }]);
    expect(asks(await page(`?text=${encodeURIComponent('Eve\u202e"X')}&kind=changed`))).toEqual([{ n: 4 }, { n: 2 }]);
    expect(asks(await page('?text=10.0.0.9&kind=changed&limit=1'))).toEqual([{ n: 6 }]);
    expect(asks(await page('?kind=changed&to=2026-11-05'))).toEqual([]);
    expect(asks(await page('?kind=changed&from=2026-11-05T08:00:00Z')).length).toBe(6);
    expect(asks(await page('?kind=changed&from=2026-11-05T10:00:00%2B01:00')).length).toBe(0);
    expect(asks(await page('?kind=signed_in'))).toEqual([]);
  });

  it.each([
    ['?kind=none', '"none" is no kind.'],
    ['?who=a&who=b', '"who" is given twice.'],
    ['?since=2026-11-05', 'There is no parameter "since".'],
    ['?from=yesterday', '"from" is no instant.'],
    ['?limit=0', '"limit" is no number from 1 to 200.'],
    ['?before=-1', '"before" is no number from 0 to 9007199254740991.'],
    [`?text=${'x'.repeat(201)}`, '"text" is too long.'],
  ])('refuses %s', async (search, title) => {
    const answer = await get(`/api/v1/audit${search}`);
    expect([answer.status, ((await answer.json()) as { title: string }).title]).toEqual([400, title]);
  });

  it('is a file too, of which a spreadsheet runs nothing, and which is written down before it begins', async () => {
    const answer = await get('/api/v1/audit/csv?who=eve');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="flightdeck-audit.csv"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines.length).toBe(3);
    expect(lines[1]).toMatch(
      /,person,eve,"'=Eve\u202e""x",viewer@\*,POST \/api\/v1\/sync,"\{""n"":4\}",,10\.0\.0\.9,r,,$/,
    );
    const [newest] = (await page('?limit=1&kind=exported')).entries;
    expect(newest).toMatchObject({ kind: 'exported', asked: { who: 'eve' } });
  });

  it('is of auditors of everything alone', async () => {
    for (const who of [personWith('admin', '*'), personWith('analyst', '*'), personWith('auditor', 'org:acme')])
      for (const path of ['', '/csv', '/check']) expect((await get(`/api/v1/audit${path}`, who)).status).toBe(403);
  });

  it('of 100 MB is searched a part at a time, in little memory, and goes on where it ended', async () => {
    const { folder, app } = all;
    const line = (n: number) =>
      JSON.stringify({
        ...{ at: '2026-11-04T08:00:00.000Z', who: { kind: 'person', id: 'bo', name: 'Bo', roles: [] } },
        ...{
          kind: 'changed',
          route: 'x',
          asked: { n, long: 'x'.repeat(900) },
          people: null,
          client: 'c',
          requestId: 'r',
        },
      });
    const many = `${line(1)}\n`.repeat(50_000);
    writeFileSync(join(folder, AUDIT_FILE), `${line(0)}\n${many}${many}`);
    const before = process.memoryUsage().arrayBuffers;
    const filter = { from: null, to: null, who: null, kind: null, text: '{"n":0' };
    const first = await app.auditTrail.page(filter, null, 10);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
    expect([first.entries, first.searchedTo]).toEqual([[], '2026-11-04T08:00:00.000Z']);
    const second = await app.auditTrail.page(filter, first.next, 10);
    const third = await app.auditTrail.page(filter, second.next, 10);
    expect([third.entries.length, third.entries[0]?.place, third.next]).toEqual([1, 0, null]);
    // What lies before the time that is wanted is not looked at.
    const none = await app.auditTrail.page({ ...filter, from: '2026-11-05T00:00:00.000Z' }, null, 10);
    expect(none).toEqual({ entries: [], next: null, searchedTo: null });
  });
});
