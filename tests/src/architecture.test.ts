import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What each package may import; ARCHITECTURE.md says the same. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  catalog: [],
  query: ['catalog'],
  store: ['catalog', 'query'],
  'store-duckdb': ['catalog', 'query', 'store'],
  'store-opensearch': ['catalog', 'query', 'store'],
  github: ['catalog'],
  ingest: ['catalog', 'query', 'store', 'github'],
  reconcile: ['catalog', 'query'],
  access: ['catalog', 'query'],
  grafana: ['catalog', 'query'],
  simulator: ['catalog'],
  app: [
    'catalog',
    'query',
    'store',
    'store-duckdb',
    'store-opensearch',
    'github',
    'ingest',
    'reconcile',
    'access',
    'simulator',
  ],
  server: ['catalog', 'query', 'store', 'reconcile', 'access', 'app'],
  cli: ['catalog', 'query', 'store', 'reconcile', 'grafana', 'access', 'app', 'server', 'simulator'],
  web: ['catalog', 'query', 'reconcile'],
};

/** Where text with a mark is read that is no name of the catalogue: conditions people write, hosts, files, folders of the archive. */
const NOT_A_NAME = [
  'app/src/demo/demo.ts',
  'ingest/src/archive/archive.ts',
  'ingest/src/archive/paths.ts',
  'ingest/src/normalise/process/fork-module.ts',
  'ingest/src/replay/lost-rows.ts',
  'query/src/request/filter.ts',
  'server/src/http/reach/served-hosts.ts',
  'server/src/routes/rows-query.ts',
  'simulator/src/wire/simulator.ts',
];

/** Most lines a file may have without a reason. */
const MOST_LINES = 350;

/** Every file of packages, tests, bench and scripts but what is built, by its path from the top. */
const FILES: readonly string[] = ['packages', 'tests', 'bench', 'scripts'].flatMap((top) =>
  readdirSync(join(root, top), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => !/\/(?:node_modules|dist|types|__snapshots__|\.[^/]*)\//.test(path)),
);

/** True when a line of the README of the path's package, or of the part beside the packages, names it and gives the reason. */
function isExplained(path: string, name: string, reason: string): boolean {
  const [top = '', part = ''] = path.split('/');
  const readme = join(root, top === 'packages' ? join(top, part) : top, 'README.md');
  const lines = existsSync(readme) ? readFileSync(readme, 'utf8').split('\n- ') : [];
  return lines.some((line) => line.includes(`\`${name}\``) && line.includes(reason));
}

interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(name: string): Source[] {
  return readdirSync(join(root, 'packages', name, 'src'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(?:conformance\/|testing)/.test(path))
    .map((path) => ({ path: path.slice(root.length), text: readFileSync(path, 'utf8') }));
}

/** The relative paths a file imports: by `from`, for its effects, when it runs or only for a type. */
function importsOf(text: string): string[] {
  const pattern = /\bfrom\s*['"](\.[^'"]+)['"]|\bimport\s*['"](\.[^'"]+)['"]|\bimport\s*\(\s*['"`](\.[^'"`]+)['"`]/g;
  return [...text.matchAll(pattern)].map(([, from, effect, later]) => from ?? effect ?? later ?? '');
}

/** Files that import each other in a ring, types included: one that can only be understood with all the others. */
function rings(files: readonly Source[]): string[] {
  const known = new Set(files.map(({ path }) => path));
  const imports = new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .map((other) => resolve('/', dirname(path), other).slice(1))
        .filter((other) => known.has(other)),
    ]),
  );
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const next = [from];
    for (let path = next.pop(); path !== undefined; path = next.pop()) {
      for (const other of imports.get(path) ?? []) {
        if (!seen.has(other)) next.push(other);
        seen.add(other);
      }
    }
    return seen;
  };
  return files.map(({ path }) => path).filter((path) => reached(path).has(path));
}

function offenders(name: string, pattern: RegExp, allowed: (path: string) => boolean = () => false): string[] {
  return sources(name)
    .filter(({ path, text }) => !allowed(path) && pattern.test(text))
    .map(({ path }) => path);
}

describe('the house', () => {
  it('has only the packages of the import table', () => {
    expect(readdirSync(join(root, 'packages')).sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it.each(Object.entries(MAY_IMPORT))('%s imports only what stands below it', (name, allowed) => {
    // Types of the server's answers may be named in the web app; nothing of them reaches the browser.
    const code = (text: string) => (name === 'web' ? text.replace(/^(?:import|export) type [^;]*;/gm, '') : text);
    const imported = new Set(
      sources(name).flatMap(({ text }) =>
        [...code(text).matchAll(/(?:from|import)\s*\(?\s*['"`]@flightdeck\/([\w-]+)/g)].map((match) => match[1]),
      ),
    );
    expect([...imported].filter((other) => other !== undefined && !allowed.includes(other))).toEqual([]);
  });

  it.each(Object.keys(MAY_IMPORT))('%s has no files that import each other in a ring', (name) => {
    expect(rings(sources(name))).toEqual([]);
  });

  it.each([
    "export { a } from './a.ts';",
    "import './a.ts';",
    "const a = lazy(() => import('./a.ts').then((all) => all.a));",
    "type A = import('./a.ts').A;",
    "const a = await import(\n  './a.ts'\n);",
  ])('sees a ring through %s', (text) => {
    const a = { path: 'packages/web/src/a.ts', text: "import { b } from './b.ts';" };
    const b = { path: 'packages/web/src/b.ts', text };
    expect(rings([a, b])).toEqual([a.path, b.path]);
    expect(rings([a, { ...b, text: "import { c } from './c.ts';" }])).toEqual([]);
  });

  it('lets only app read the environment', () => {
    const elsewhere = Object.keys(MAY_IMPORT).filter((name) => !['app', 'web', 'cli'].includes(name));
    expect(elsewhere.flatMap((name) => offenders(name, /process\.env/))).toEqual([]);
  });

  it('lets only github know an address of GitHub, beside the default host of a scope', () => {
    const elsewhere = Object.keys(MAY_IMPORT).filter((name) => !['github', 'simulator'].includes(name));
    expect(
      elsewhere.flatMap((name) => offenders(name, /https:\/\/api\.github\.com\/(?!$)\w|copilot-reports\.github\.com/)),
    ).toEqual([]);
  });

  it('keeps engines out of everything above the store, except where ingest normalises', () => {
    const elsewhere = Object.keys(MAY_IMPORT).filter((name) => !name.startsWith('store-'));
    expect(
      elsewhere.flatMap((name) => offenders(name, /from '@duckdb\//, (path) => path.includes('ingest/src/normalise/'))),
    ).toEqual([]);
  });

  it('keeps catalogue, query and web code free of Node', () => {
    expect(['catalog', 'query', 'web'].flatMap((name) => offenders(name, /from 'node:/))).toEqual([]);
  });

  it('has no folder with more than fifteen files beside each other that its README does not give the reason for', () => {
    const counts = new Map<string, number>();
    for (const path of FILES) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    const crowded = [...counts].filter(([, files]) => files > 15).map(([path]) => path);
    expect(crowded.filter((path) => !isExplained(path, `${basename(path)}/`, 'many files because'))).toEqual([]);
  });

  it('has no file over 350 lines that is not generated and that its README does not give the reason for', () => {
    const isOver = (path: string): boolean => {
      const text = readFileSync(join(root, path), 'utf8');
      return !text.startsWith('// Generated') && text.split('\n').length - 1 > MOST_LINES;
    };
    const long = FILES.filter((path) => /\.(?:tsx?|mjs|css)$/.test(path) && isOver(path));
    expect(long.filter((path) => !isExplained(path, basename(path), `over ${MOST_LINES} lines because`))).toEqual([]);
  });

  it('takes no name apart to learn what it means: that is a field of the catalogue', () => {
    // A text that is a piece of a name: "legacy_", "-usage", "_users", ".rows".
    const piece = /\.(?:startsWith|endsWith|includes|split)\(['"`](?:\w*[a-z]\w*[_:-]|[_.:-][a-z]\w*|[_:])['"`]/;
    expect(
      ["metric.startsWith('legacy_')", "scope.startsWith('org:')", "measure.endsWith('.rows')"].every((text) =>
        piece.test(text),
      ),
    ).toBe(true);
    // The simulator's truth shares nothing with what it checks, so it has rules of its own about names.
    const isAllowed = (path: string): boolean =>
      path.includes('simulator/src/truth/') || NOT_A_NAME.some((allowed) => path.endsWith(allowed));
    expect(Object.keys(MAY_IMPORT).flatMap((name) => offenders(name, piece, isAllowed))).toEqual([]);
  });

  it('looks up names that come with the data in maps: an object also has "constructor" and "__proto__"', () => {
    const table = /const \w+: (?:Readonly<)?Record<string, .*>> = (?:Object\.freeze\()?\{/;
    expect(['query', 'web', 'grafana'].flatMap((name) => offenders(name, table))).toEqual([]);
    expect(offenders('catalog', table, (path) => /\/src\/\w+\//.test(path))).toEqual([]);
  });
});
