import { describe, expect, it } from 'vitest';
import { prepareLooks, prepareTeams, seatWords, withinOwn } from './prepare-mine.ts';

const range = { from: '2026-10-01', to: '2026-10-28' };
const medians = (own: number, median: number | null) => [{ metric: 'interactions', own, median }];

describe('the comparison with teams', () => {
  it('has a column for each team that is large enough, and says why others have none', () => {
    const { table, note } = prepareTeams(
      [
        { team: 'ops', scope: 'acme', range, isTooSmall: true, medians: [] },
        { team: 'web', scope: 'acme', range, isTooSmall: false, medians: medians(1200, 900) },
        { team: 'api', scope: 'acme', range, isTooSmall: false, medians: medians(1200, null) },
      ],
      range,
    );
    expect(table.head.map((head) => head.replace(/[\u2066-\u2069]/g, ''))).toEqual(['Number', 'You', 'web', 'api']);
    expect(table.rows.find(([label]) => label === 'Prompts')?.slice(1)).toEqual(['1,200', '900', 'no data']);
    expect(note?.replace(/[\u2066-\u2069]/g, '')).toMatch(/^ops: fewer than five people were active/);
    expect(prepareTeams([], range).table.rows).toEqual([]);
  });

  it("has one's own number beside each team where it is not the same, as one was in them on different days", () => {
    const { table, note } = prepareTeams(
      [
        { team: 'web', scope: 'acme', range, isTooSmall: false, medians: medians(1200, 900) },
        {
          team: 'api',
          scope: 'acme',
          range: { from: '2026-10-20', to: '2026-10-28' },
          isTooSmall: false,
          medians: medians(300, 500),
        },
      ],
      range,
    );
    const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');
    expect(table.head.map(plain)).toEqual(['Number', 'You in web', 'web', 'You in api', 'api']);
    expect(table.rows.find(([label]) => label === 'Prompts')?.slice(1)).toEqual(['1,200', '900', '300', '500']);
    expect(plain(note ?? '')).toBe(
      'api: from 20 Oct to 28 Oct, the first and the last day on which GitHub reported you in it.',
    );
  });
});

describe('a filter on scopes', () => {
  it("stays as far as it names scopes with rows of one's own", () => {
    const language = { dimension: 'language', is: 'in' as const, values: ['go'] };
    const where = [{ dimension: 'organization', is: 'in' as const, values: ['acme', 'labs'] }, language];
    expect(withinOwn(where, ['acme'])).toEqual([{ dimension: 'organization', is: 'in', values: ['acme'] }, language]);
    expect(withinOwn(where, ['other'])).toEqual([language]);
  });
});

describe('who has looked', () => {
  it('stands with the role, the way and how many others were named', () => {
    const look = {
      at: '2026-11-05T08:30:00.000Z',
      who: { kind: 'person' as const, name: 'Ellis', roles: ['analyst', 'admin'], maker: null },
      routes: [
        ...['POST /api/v1/queries', 'POST /api/v1/query', 'POST /api/v1/query/csv'],
        ...['POST /api/v1/accounts', 'flightdeck accounts import'],
      ],
    };
    const rows = prepareLooks(
      [
        { ...look, times: 3, isAlone: true, isSure: true },
        { ...look, times: 1, isAlone: false, isSure: true },
        { ...look, times: 1, isAlone: false, isSure: false },
      ],
      new Date('2026-11-05T09:00:00Z'),
    ).rows.map((row) => row.slice(2));
    expect(rows).toEqual([
      ['analyst, admin', 'a page, a CSV, the table of accounts', 'named alone, 3 times'],
      ['analyst, admin', 'a page, a CSV, the table of accounts', 'one of several named'],
      ['analyst, admin', 'a page, a CSV, the table of accounts', 'perhaps among very many people of your organization'],
    ]);
    const names = ['Zoe', null].map((maker) => {
      const who = { kind: 'token' as const, name: 'Ellis', roles: ['analyst'], maker };
      const [row] = prepareLooks([{ ...look, who, times: 1, isAlone: true, isSure: true }], new Date()).rows;
      return String(row?.[1]).replace(/[\u2066-\u2069]/g, '');
    });
    expect(names).toEqual(['the token Ellis of Zoe', 'the token Ellis, whose maker is not known any more']);
  });
});

describe('a seat', () => {
  it('is said with its plan and days, as far as GitHub has them', () => {
    const seat = { plan: 'business', since: '2026-01-09', lastActive: null, lastEditor: null };
    expect(seatWords(seat, '2026')).toBe('a seat of Copilot Business, since 9 Jan, no activity recorded');
    expect(seatWords(null, '2026')).toBe('no seat in the last snapshot');
  });
});
