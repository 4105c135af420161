import type { Day } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import type { IngestRow, Journaled, LandedEvent, MissedEvent } from '../load/events.ts';

/** A landing to be loaded from the archive. */
export interface Replay {
  readonly event: Journaled<LandedEvent>;
  /** Days that stood under it before; null when it was never loaded, so that loading decides. */
  readonly only: ReadonlySet<Day> | null;
}

/** What the journal has and a store lacks. */
export interface ReplayPlan {
  readonly replays: readonly Replay[];
  /**
   * What was known of days before their first rows, or before what is known of them now, in order: the history needs it
   * before anything is replayed.
   */
  readonly earlier: readonly MissedEvent[];
  /** Days without rows that the ledger lacks. */
  readonly missed: readonly { readonly event: MissedEvent; readonly days: readonly Day[] }[];
  /** Landings given up or outranked by other rows: only the ledger needs them. */
  readonly idle: readonly Journaled<LandedEvent>[];
}

/** One landing in the history of a day. */
interface Stay {
  readonly seq: number;
  readonly sums: string;
}

/**
 * Compares journal and ledger. Of each day, every landing after the one the ledger shows is replayed in order, so that
 * also the number of restatements comes out the same; with an empty ledger that is everything.
 */
export function planReplay(rows: readonly IngestRow[], ledger: readonly LedgerDay[]): ReplayPlan {
  const landed = new Map<number, Journaled<LandedEvent>>();
  const dealtWith = new Set<number>();
  const givenUp = new Set<number>();
  const stays = new Map<string, Stay[]>();
  const missed = new Map<string, { readonly event: MissedEvent; readonly day: Day }>();
  const superseded: { readonly key: string; readonly event: MissedEvent; readonly day: Day }[] = [];
  const supersede = (key: string): void => {
    const before = missed.get(key);
    if (before && !stays.has(key)) superseded.push({ key, ...before });
  };
  for (const row of rows) {
    if (row.kind === 'landed') landed.set(row.seq, row);
    else if (row.kind === 'loaded') {
      for (const seq of row.landings) dealtWith.add(seq);
      for (const [day, seq] of row.dayList) {
        const key = keyOf(row.scope, row.report, day);
        const sums = landed.get(seq)?.sha256s.join(',') ?? '';
        supersede(key);
        stays.set(key, [...(stays.get(key) ?? []), { seq, sums }]);
        missed.delete(key);
      }
    } else {
      for (const seq of row.landings ?? []) givenUp.add(seq);
      for (const day of row.dayList) {
        supersede(keyOf(row.scope, row.report, day));
        missed.set(keyOf(row.scope, row.report, day), { event: row, day });
      }
    }
  }
  const standing = new Set([...stays.values()].flatMap((history) => history.map(({ seq }) => seq)));
  const known = new Map(ledger.map((row) => [keyOf(row.scope, row.report, row.day), row]));
  const isPending = (seq: number) => !dealtWith.has(seq) && !givenUp.has(seq);
  const pending = [...landed.values()].filter(({ seq }) => isPending(seq));
  const wanted = lostDays(stays, known, pending);
  const replays = [
    ...[...wanted].flatMap(([seq, only]) => {
      const event = landed.get(seq);
      return event === undefined ? [] : [{ event, only }];
    }),
    ...pending.map((event) => ({ event, only: null })),
  ];
  return {
    replays: replays.sort((a, b) => a.event.seq - b.event.seq),
    earlier: superseded.filter(({ key }) => !known.has(key)).map(({ event, day }) => ({ ...event, dayList: [day] })),
    missed: [...missed].flatMap(([key, { event, day }]) => (known.has(key) ? [] : [{ event, days: [day] }])),
    idle: [...landed.values()].filter(({ seq }) => !standing.has(seq) && !isPending(seq)),
  };
}

/** Landing → the days of it that the ledger has lost. */
function lostDays(
  stays: ReadonlyMap<string, readonly Stay[]>,
  known: ReadonlyMap<string, LedgerDay>,
  pending: readonly Journaled<LandedEvent>[],
): ReadonlyMap<number, Set<Day>> {
  const pendingSums = new Set(pending.map((event) => event.sha256s.join(',')));
  const lost = new Map<number, Set<Day>>();
  for (const [key, history] of stays) {
    const sums = known.get(key)?.sha256 ?? null;
    // Committed, but the crash came before the journal's row: nothing older is missing.
    if (sums !== null && pendingSums.has(sums)) continue;
    const last = sums === null ? -1 : history.findLastIndex((stay) => stay.sums === sums);
    for (const { seq } of history.slice(last + 1)) {
      const days = lost.get(seq) ?? new Set<Day>();
      lost.set(seq, days.add(key.slice(key.lastIndexOf('|') + 1)));
    }
  }
  return lost;
}

function keyOf(scope: string, report: string, day: Day): string {
  return `${scope}|${report}|${day}`;
}
