import { Explain } from '../../card/how/Explain.tsx';
import type { Status, StatusLedger } from '../../data/status/status.ts';
import { formatCount, formatDay, formatDays, formatTime } from '../../format/format.ts';
import { PlainTile } from '../../kinds/tile/draw.tsx';
import { Tiles } from '../../kinds/tile/Tiles.tsx';
import type { Calendar } from './calendar/prepare-calendar.ts';

interface FactTile {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly below: string;
  readonly how: string;
}

function tilesOf(status: Status, ledger: StatusLedger, calendar: Calendar): FactTile[] {
  const now = new Date();
  const { finalTo, provisional, syncedAt, importedAt, nextSyncAt } = status.freshness;
  const { counts } = calendar;
  const shown = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.before;
  const failed = ledger.days.filter((row) => row.state === 'failed');
  const restated = ledger.days.filter((row) => row.restated > 0).length;
  const run = status.lastRun;
  return [
    {
      label: 'Final to',
      value: finalTo ? formatDay(finalTo) : 'none',
      unit: finalTo?.slice(0, 4) ?? '',
      below: provisional.length > 0 ? `${formatDays(provisional)} provisional` : 'no day can still change',
      how: 'The last day up to which no loaded report can still change. GitHub may revise a day within three full UTC days; until then it is read again and drawn as provisional.',
    },
    {
      label: 'Need attention',
      value: formatCount(failed.length),
      unit: failed.length === 1 ? 'report failed' : 'reports failed',
      below: failed[0] ? `${formatDay(failed[0].day)}, ${failed[0].report}` : 'nothing to do',
      how: 'Reports of a day that were asked for and did not arrive. They are tried again at every sync.',
    },
    {
      label: 'Missing',
      value: formatCount(counts.missing),
      unit: `of ${formatCount(shown)} report days`,
      below: counts.empty > 0 ? `${formatCount(counts.empty)} GitHub had nothing for` : 'in the days shown',
      how: 'Days after a report’s first day that the ledger has no answer for. A day GitHub said has no report is not missing.',
    },
    {
      label: 'Restated',
      value: formatCount(restated),
      unit: 'report days',
      below: 'replaced by a newer report',
      how: 'Days whose content changed after they were first loaded. What changed stands in the ledger below.',
    },
    {
      label: 'Rejected lines',
      value: formatCount(ledger.counts.rejected),
      unit: `of ${formatCount(ledger.counts.lines)}`,
      below: 'kept with file and reason',
      how: 'Lines of report files that could not be read. lines = loaded + rejected + blank holds for every file.',
    },
    {
      label: 'Last sync',
      value: syncedAt ? formatTime(syncedAt, now) : 'never',
      unit: syncedAt ? 'UTC' : '',
      below: belowLastSync(run, importedAt, nextSyncAt, now),
      how: 'End of the last sync that loaded or confirmed something, and what ran last.',
    },
  ];
}

/** How the newest run went, by its kind when it was no sync, and when the next sync is. */
function belowLastSync(
  run: Status['lastRun'],
  importedAt: string | null,
  nextSyncAt: string | null,
  now: Date,
): string {
  const seconds = run ? Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000) : 0;
  const words = [
    ...(run?.kind === 'sync' ? [`${seconds} s`, run.result] : []),
    ...(run !== null && run.kind !== 'sync' && importedAt ? [`last import ${formatTime(importedAt, now)}`] : []),
    ...(nextSyncAt ? [`next ${formatTime(nextSyncAt, now)}`] : []),
  ];
  return words.length === 0 ? 'not synced yet' : words.join(' · ');
}

/** The data in numbers: how far it is final, what needs someone, what is missing. */
export function HealthTiles({
  status,
  ledger,
  calendar,
}: {
  readonly status: Status;
  readonly ledger: StatusLedger;
  readonly calendar: Calendar;
}) {
  return (
    <Tiles label="The data in numbers" isChoice={false}>
      {tilesOf(status, ledger, calendar).map(({ how, ...tile }) => (
        <PlainTile key={tile.label} {...tile}>
          <Explain title={tile.label}>{how}</Explain>
        </PlainTile>
      ))}
    </Tiles>
  );
}
