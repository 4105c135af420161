import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, parseScope } from '@flightdeck/catalog';
import type { Scan } from '@flightdeck/query';
import { landReport } from '../../archive/land/land.ts';
import { journalLanding, toLandOptions } from '../../load/landing.ts';
import { loadEach } from '../../load/load-each.ts';
import { createFileBench, type FileBench } from '../../testing.ts';
import { importFiles } from '../import-files.ts';
import type { ImportOptions } from '../options.ts';
import type { ImportResult } from '../result.ts';

const NOW = new Date('2026-12-20T12:00:00Z');

/** A row of a person's day, in a report of 28 days that ends on `end`, or of that day alone. */
export interface Row {
  readonly day: string;
  readonly user?: string;
  readonly n: number;
  readonly end?: string;
}

/** Import commands given one after another on a bench of their own. */
export interface Commands extends FileBench {
  /** One command; each a minute after the one before. */
  load(scope: string, paths: readonly string[], options?: Partial<ImportOptions>): Promise<ImportResult>;
  /** What each day holds, by person: `2026-11-19 ana 10`. */
  standing(scope: string): Promise<readonly string[]>;
  /** Files of one folder. */
  write(files: Readonly<Record<string, readonly Row[]>>): Readonly<Record<string, string>>;
  /** A report of one day as a sync receives it. */
  giveByApi(scope: string, path: string): Promise<void>;
}

const toLine = ({ day, user = 'ana', n, end }: Row): string =>
  `${JSON.stringify({
    day,
    organization_id: '500',
    user_id: user === 'ana' ? 1 : 2,
    user_login: user,
    user_initiated_interaction_count: n,
    ...(end === undefined ? {} : { report_start_day: addDays(end, -27), report_end_day: end }),
  })}\n`;

/** A bench that `open` and `close` of the test file begin and end. */
export function createCommands(): Commands {
  const held = createFileBench();
  const { bench } = held;
  let minutes = 0;
  return {
    ...held,
    load(scope, paths, options = {}) {
      minutes += 1;
      const now = new Date(NOW.getTime() + minutes * 60_000);
      return importFiles(paths, { ...bench().tools, now, scope: parseScope(scope), ...options });
    },
    async standing(scope) {
      const scan: Scan = {
        id: 'test',
        fact: 'user_day',
        scopes: [scope],
        range: { from: '2026-01-01', to: '2026-12-31' },
        by: ['day', 'user'],
        where: [],
        once: false,
        measures: [{ name: 'n', aggregate: 'sum', column: 'user_initiated_interaction_count', when: [] }],
      };
      const rows = await bench().store.scan(scan);
      return rows.map(({ keys, values }) => [...keys, ...values].join(' ')).toSorted();
    },
    write(files) {
      const folder = mkdtempSync(join(bench().folder, 'drop-'));
      return Object.fromEntries(
        Object.entries(files).map(([name, rows]) => {
          const path = join(folder, name);
          writeFileSync(path, rows.map(toLine).join(''));
          return [name, path];
        }),
      );
    },
    async giveByApi(scope, path) {
      const arrival = {
        scope: parseScope(scope),
        report: 'users-1-day',
        via: 'api',
        now: NOW,
        expect: { kind: 'users-1-day' },
      } as const;
      const landing = await landReport([createReadStream(path)], toLandOptions(bench().tools, arrival));
      await loadEach(bench().tools, [await journalLanding(bench().tools, arrival, landing)]);
    },
  };
}
