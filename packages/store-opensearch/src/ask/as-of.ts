import { factsRead, historyNotKept, type Question } from '@flightdeck/store/shared';
import type { HiddenLoad } from '../ledger/commit.ts';
import { isLoaded, keyOf, readLedgerVersions, versionsAsOf } from '../ledger/ledger-days.ts';
import type { Reading } from '../load/annotate.ts';

/**
 * What the question sees: the present, or where days it reads were received later, what stood there at its instant.
 * @throws CapabilityError `history_not_kept`.
 */
export async function sightOf({ cluster, prefix, commit }: Reading, question: Question): Promise<Reading> {
  const { asOf, range } = question.scan;
  if (asOf === undefined) return { cluster, prefix, commit };
  const reports: readonly string[] = factsRead(question).map(({ report }) => report);
  const versions = (await readLedgerVersions(cluster, prefix, commit, { range })).filter(
    ({ row }) => question.scopes.includes(row.scope) && reports.includes(row.report),
  );
  const standing = versionsAsOf(versions, asOf).filter(isLoaded);
  const stood = new Map(standing.map(({ row, load }) => [keyOf(row), load]));
  const later: HiddenLoad[] = [];
  const now = new Set<number>();
  for (const { row, load, since, keptFrom, replacedAt } of versions) {
    if (replacedAt !== null || load === 0) continue;
    now.add(load);
    if (keptFrom !== null && keptFrom > asOf) throw historyNotKept(asOf, 'cluster');
    if (stood.get(keyOf(row)) !== load) {
      later.push({ load, report: row.report, day: row.day, since, isAbandoned: false });
    }
  }
  const shown = [...stood.values()].filter((load) => !now.has(load));
  if (later.length === 0 && shown.length === 0) return { cluster, prefix, commit };
  return { cluster, prefix, commit: { ...commit, hidden: [...commit.hidden, ...later], past: { asOf, shown } } };
}
