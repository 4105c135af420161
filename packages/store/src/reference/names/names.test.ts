import { MADE_IDS_FROM } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { toNameBook } from './names.ts';

const borne = (kind: 'login' | 'slug', owner: string, bearer: string, text: string, lastDay: string) =>
  [`${kind} ${owner} ${bearer} ${text}`, { kind, owner, bearer, text, lastDay }] as const;

describe('names', () => {
  it('shows the latest login, understands earlier ones, and keeps two that had the same login apart', () => {
    const book = toNameBook(
      new Map([
        borne('login', '', '2', 'bob', '2026-10-30'),
        borne('login', '', '2', 'bobby', '2026-11-01'),
        borne('login', '', '7', 'bob', '2026-11-02'),
        borne('login', '', '8', 'bob', '2026-09-01'),
      ]),
    );
    expect([...book.labels('login', '')]).toEqual([
      ['2', 'bobby'],
      ['7', 'bob'],
      ['8', 'bob (8)'],
    ]);
    expect([...book.bearers('login', '', ['BOB'])]).toEqual(['7']);
    expect([...book.bearers('login', '', ['bob (8)'])]).toEqual(['8']);
    expect([...book.bearers('login', '', ['99'])]).toEqual(['99']);
    expect([...book.bearers('login', 'api.big.ghe.com', ['bob'])]).toEqual([]);
  });

  it('takes a person known by a login alone for the last whose reports came with that login', () => {
    const [made, other] = [String(MADE_IDS_FROM + 7), String(MADE_IDS_FROM + 8)];
    const book = toNameBook(
      new Map([
        borne('login', '', made, 'Ada', '2026-11-03'),
        borne('login', '', other, 'idle', '2026-11-03'),
        borne('login', '', '11', 'ada', '2026-10-29'),
        borne('login', '', '11', 'lovelace', '2026-10-30'),
      ]),
    );
    expect(Object.fromEntries(book.labels('login', ''))).toEqual({
      11: 'lovelace',
      [made]: 'lovelace',
      [other]: 'idle',
    });
    for (const name of ['lovelace', 'ADA']) expect([...book.bearers('login', '', [name])].sort()).toEqual(['11', made]);
    expect([...book.bearers('login', '', ['idle'])]).toEqual([other]);
    expect([book.personOf('', made), book.personOf('', other), book.personOf('', '11')]).toEqual(['11', other, '11']);
  });

  it('says whose team it is where several organizations of a host have one of that slug', () => {
    const book = toNameBook(
      new Map([
        borne('slug', 'org:acme', '11', 'platform', '2026-10-30'),
        borne('slug', 'org:acme', '12', 'web', '2026-10-30'),
        borne('slug', 'org:globex', '21', 'platform', '2026-10-30'),
        borne('slug', 'org:far@api.big.ghe.com', '31', 'web', '2026-10-30'),
      ]),
    );
    expect([...book.labels('slug', 'org:acme')]).toEqual([
      ['11', 'acme/platform'],
      ['12', 'web'],
    ]);
    expect([...book.labels('slug', 'org:far@api.big.ghe.com')]).toEqual([['31', 'web']]);
    const found = (scopes: readonly string[], ...names: readonly string[]) =>
      [...book.teams(scopes, names)].map(([scope, ids]) => [scope, ...ids]);
    expect(found(['org:acme'], 'Acme/Platform', 'web')).toEqual([['org:acme', '11', '12']]);
    expect(found(['org:acme'], 'platform')).toEqual([['org:acme', '11']]);
    expect(found(['org:acme', 'org:globex'], 'platform')).toEqual([
      ['org:acme', '11'],
      ['org:globex', '21'],
    ]);
  });
});
