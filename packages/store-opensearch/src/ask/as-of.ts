import { CapabilityError } from '@flightdeck/catalog';
import { isLoaded, keyOf, readLedgerVersions, versionsAsOf } from '../ledger/ledger-days.ts';
import type { HiddenLoad } from '../ledger/view.ts';
import type { Reading } from '../load/annotate.ts';
import { MEMBERS, PEOPLE } from '../load/plan-load.ts';
import { filtersBy, groupsBy, type Question } from './question.ts';

/**
 * What the question sees: the present, or where days it reads were received later, what stood there at its instant.
 * @throws CapabilityError `history_not_kept`.
 */
export async function sightOf({ cluster, prefix, view }: Reading, question: Question): Promise<Reading> {
  const { asOf, range } = question.scan;
  if (asOf === undefined) return { cluster, prefix, view };
  const reports = reportsRead(question);
  const versions = (await readLedgerVersions(cluster, prefix, view, { range })).filter(
    ({ row }) => question.scopes.includes(row.scope) && reports.includes(row.report),
  );
  const standing = versionsAsOf(versions, asOf).filter(isLoaded);
  const stood = new Map(standing.map(({ row, load }) => [keyOf(row), load]));
  const later: HiddenLoad[] = [];
  const now = new Set<number>();
  for (const { row, load, since, keptFrom, replacedAt } of versions) {
    if (replacedAt !== null || load === 0) continue;
    now.add(load);
    if (keptFrom !== null && keptFrom > asOf) throw notKept(asOf);
    if (stood.get(keyOf(row)) !== load) {
      later.push({ load, report: row.report, day: row.day, since, isAbandoned: false });
    }
  }
  const shown = [...stood.values()].filter((load) => !now.has(load));
  if (later.length === 0 && shown.length === 0) return { cluster, prefix, view };
  return { cluster, prefix, view: { ...view, hidden: [...view.hidden, ...later], past: { asOf, shown } } };
}

/** Reports whose days the question reads: of its fact, of members where teams are asked for, of people where journeys are. */
function reportsRead(question: Question): readonly string[] {
  const asks = (kind: 'team' | 'journey'): boolean => groupsBy(question, kind) || filtersBy(question, kind);
  return [question.fact.report, ...(asks('team') ? [MEMBERS] : []), ...(asks('journey') ? [PEOPLE] : [])];
}

function notKept(asOf: string): CapabilityError {
  return new CapabilityError(`What was known at ${asOf} is not kept in this cluster.`, {
    code: 'history_not_kept',
    hint: 'Days were replaced before Flightdeck kept what stood there. Run `flightdeck rebuild` once: it makes the history again from the archive.',
  });
}
