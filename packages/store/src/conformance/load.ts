import { FACTS, type ReportKind } from '@flightdeck/catalog';
import type { BatchDay, DayBatch, DayOutcome, FactFile, Store } from '../port.ts';
import { COMPANY } from './company.ts';
import type { FixtureFact } from './fixture-fact.ts';
import { writeFact } from './write-fact.ts';

/** How a batch of fixture rows differs from a first, final load over the API. */
export type LoadOptions = Partial<
  Pick<DayBatch, 'source' | 'via'> & Pick<BatchDay, 'sha256' | 'final' | 'fetchedAt'>
> & {
  readonly days?: readonly string[];
};

let written = 0;

/** Loads rows of one report of one scope as one batch. */
export async function loadFacts(
  store: Store,
  folder: string,
  fixtures: readonly FixtureFact[],
  options: LoadOptions = {},
): Promise<readonly DayOutcome[]> {
  const first = fixtures[0];
  if (!first) return [];
  const report = reportOf(first.fact);
  const files: FactFile[] = [];
  for (const fixture of fixtures) {
    written += 1;
    const name = `${fixture.scope.replaceAll(/\W/g, '-')}-${fixture.fact}-${written}`;
    files.push(await writeFact(folder, name, fixture));
  }
  const days = options.days ?? [...new Set(fixtures.flatMap(({ rows }) => rows.map(([day]) => String(day))))].sort();
  return store.replaceDays({
    scope: first.scope,
    report,
    source: options.source ?? report,
    via: options.via ?? 'api',
    files,
    days: days.map((day) => ({
      day,
      sha256: options.sha256 ?? `sha-of-${first.scope}-${report}-${day}`,
      fetchedAt: options.fetchedAt ?? '2026-11-05T06:00:00.000Z',
      records: 1,
      final: options.final ?? true,
    })),
  });
}

/** Loads the whole company, one batch a (scope, report), in the order given. */
export async function loadCompany(store: Store, folder: string, isReversed = false): Promise<void> {
  const batches = new Map<string, FixtureFact[]>();
  for (const fixture of COMPANY) {
    const key = `${fixture.scope} ${reportOf(fixture.fact)}`;
    batches.set(key, [...(batches.get(key) ?? []), fixture]);
  }
  const ordered = isReversed ? [...batches.values()].reverse() : [...batches.values()];
  for (const fixtures of ordered) await loadFacts(store, folder, fixtures);
}

function reportOf(fact: string): ReportKind {
  const report = FACTS.find(({ name }) => name === fact)?.report;
  if (!report) throw new Error(`No fact ${fact}`);
  return report;
}
