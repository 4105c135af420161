import { readFileSync } from 'node:fs';
import { REPORT_KEYS, type ReportKind, type ReportPlace } from '@flightdeck/catalog';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixture, landText, rejections, removeFolders } from '../archive/testing.ts';
import { createReader, type NormaliseTask, type Reader } from '../normalise/index.ts';
import { createWorkFolder, query, removeWorkFolder, writeTask } from '../normalise/testing.ts';

type Json = Record<string, unknown>;
type Kind = Pick<NormaliseTask, 'report' | 'userGrain'>;

/** A record of each kind with every place filled. */
const EXAMPLES: readonly (readonly [kind: Kind, file: string | null])[] = [
  [{ report: 'users-1-day' }, 'synthetic/users-1-day.organization.ndjson'],
  [{ report: 'users-28-day', userGrain: 'day' }, 'synthetic/users-28-day.enterprise.user-day-rows.ndjson'],
  [{ report: 'users-28-day', userGrain: 'window' }, 'synthetic/users-28-day.enterprise.one-row-per-user.ndjson'],
  [{ report: 'aggregate-1-day' }, 'synthetic/organization-1-day.ndjson'],
  [{ report: 'aggregate-28-day' }, 'synthetic/organization-28-day.ndjson'],
  [{ report: 'repos-1-day' }, 'synthetic/repos-1-day.ndjson'],
  [{ report: 'user-teams-1-day' }, 'synthetic/user-teams-1-day.enterprise.ndjson'],
  [{ report: 'seats' }, null],
  [{ report: 'seat-summary' }, null],
  [{ report: 'legacy-metrics' }, null],
  [{ report: 'legacy-usage' }, null],
];

function rest(name: string): Json {
  const url = new URL(`../../../../fixtures/github/examples/rest/${name}__200.json`, import.meta.url);
  return [JSON.parse(readFileSync(url, 'utf8'))].flat()[0] as Json;
}

function recordOf(report: ReportKind, file: string | null): Json {
  if (file !== null) return JSON.parse(fixture(`examples/${file}`).toString().split('\n')[0] ?? '') as Json;
  const counts = { suggestions_count: 3, lines_suggested: 4, active_users: 1 };
  const block = (model: Json) => ({
    total_engaged_users: 2,
    editors: [{ name: 'vscode', models: [{ name: 'default', ...model }] }],
  });
  const metrics = {
    copilot_ide_code_completions: block({ languages: [{ name: 'go', total_code_suggestions: 5 }] }),
    copilot_ide_chat: block({ total_chats: 3 }),
  };
  if (report === 'seats') {
    const { seats } = rest('billing-seats__get__orgs-org-copilot-billing-seats') as { seats: Json[] };
    return { day: '2026-10-05', line: 1, seat: seats[0] };
  }
  if (report === 'seat-summary')
    return { day: '2026-10-05', billing: rest('billing-seats__get__orgs-org-copilot-billing') };
  return report === 'legacy-usage'
    ? { day: '2024-10-05', total_active_users: 3, breakdown: [{ language: 'go', editor: 'vscode', ...counts }] }
    : { date: '2024-10-05', total_engaged_users: 3, ...metrics };
}

/** Every name any report has anywhere, and some in other letters. */
const NAMES: readonly string[] = (() => {
  const names = new Set<string>();
  const add = (place: ReportPlace): void => {
    for (const [name, { below }] of place.keys) {
      names.add(name);
      if (below !== null) add(below);
    }
  };
  for (const root of Object.values(REPORT_KEYS)) add(root);
  return [
    ...names,
    ...[...names].slice(0, 40).map((name) => name.toUpperCase()),
    '__proto__',
    'constructor',
    'toString',
  ];
})();

/** Lines our importer writes are its own: GitHub's new fields come inside. */
const isOurs = (report: ReportKind): boolean => report === 'seats' || report === 'seat-summary';

/** Every object of the record that new fields can stand in, with its path and what is known there. */
function placesIn(
  value: unknown,
  place: ReportPlace,
  path: string,
): { object: Json; place: ReportPlace; path: string }[] {
  if (Array.isArray(value)) return value.flatMap((item) => placesIn(item, place, path));
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, held]) => {
    const below = place.keys.get(key)?.below;
    const step = Array.isArray(held) ? `${key}[]` : key;
    return below ? placesIn(held, below, path === '' ? step : `${path}.${step}`) : [];
  });
  return place.open ? inner : [{ object: value as Json, place, path }, ...inner];
}

/** Adds the field where it is new; its path, or null where the name is known. */
function addField(at: { object: Json; place: ReportPlace; path: string }, name: string, value: unknown): string | null {
  if (at.place.keys.has(name) || Object.hasOwn(at.object, name)) return null;
  Object.defineProperty(at.object, name, { value, enumerable: true, configurable: true });
  return at.path === '' ? name : `${at.path}.${name}`;
}

/** Paths of the register: of a new object, or a list of objects, what stands in it. */
function leaves(path: string, value: unknown): string[] {
  if (Array.isArray(value)) {
    const objects = value.filter(
      (item) => typeof item === 'object' && item !== null && !Array.isArray(item) && Object.keys(item).length > 0,
    );
    return objects.length > 0 ? objects.flatMap((item) => leaves(`${path}[]`, item)) : [path];
  }
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entries.length > 0 ? entries.flatMap(([key, inner]) => leaves(`${path}.${key}`, inner)) : [path];
}

const VALUE = fc.oneof(
  fc.constantFrom(null, true, false, '', 'x', 'true', '2026-10-05', 0, -1, 1.5, 1e300, {}, [], [[]], [null]),
  fc.integer(),
  fc.constantFrom({ deep: 1 }, { user_id: 'x', day: 5 }, [{ language: 7 }, 3], { a: { b: [{ c: null }] } }),
);

let workFolder: string;
let reader: Reader;

beforeAll(async () => {
  workFolder = await createWorkFolder();
  reader = createReader({ workFolder, threads: 1, memoryLimitMb: 300 });
});

afterAll(async () => {
  await reader.close();
  await removeWorkFolder(workFolder);
  removeFolders();
});

test.each(EXAMPLES)(
  'a field of any name and value, new at its place, leaves a row of %o as it is, and is listed',
  async (kind, file) => {
    const { report } = kind;
    const places = placesIn(recordOf(report, file), REPORT_KEYS[report], '').length;
    expect(places).toBeGreaterThan(0);
    const field = fc.record({ at: fc.nat(places - 1), name: fc.constantFrom(...NAMES), value: VALUE });
    await fc.assert(
      fc.asyncProperty(fc.array(field, { minLength: 1, maxLength: 12 }), async (fields) => {
        const record = recordOf(report, file);
        const found = placesIn(record, REPORT_KEYS[report], '');
        const expected = fields.flatMap(({ at, name, value }) => {
          const place = found[at];
          if (place === undefined || (place.path === '' && isOurs(report))) return [];
          const path = addField(place, name, value);
          return path === null ? [] : leaves(path, value);
        });
        const line = JSON.stringify(record);
        const landing = await landText(line, { expect: { kind: report } });
        expect([landing.kind, landing.records, ...rejections(landing)]).toEqual([report, 1]);
        expect(landing.unknownFields.map(({ path }) => path).sort()).toEqual([...new Set(expected)].sort());
      }),
      { numRuns: 30 },
    );
  },
);

test.each(EXAMPLES)('every known name in every place of %o where it is new changes no fact', async (kind, file) => {
  const { report } = kind;
  const before = recordOf(report, file);
  const after = recordOf(report, file);
  for (const at of placesIn(after, REPORT_KEYS[report], '')) {
    if (at.path === '' && isOurs(report)) continue;
    for (const [index, name] of NAMES.entries())
      addField(at, name, [7, 'x', true, { of: [1] }, [{ of: 'x' }], null][index % 6]);
  }
  const rows = async (record: Json) => {
    const result = await reader.normalise(await writeTask(workFolder, [record], kind));
    const facts = result.facts.filter((fact) => fact.rows > 0);
    return Promise.all(
      facts.map(async ({ fact }) => [fact, await query(result, fact, 'SELECT * FROM fact ORDER BY ALL')]),
    );
  };
  const found = await rows(before);
  expect(found.length).toBeGreaterThan(0);
  expect(await rows(after)).toEqual(found);
});
