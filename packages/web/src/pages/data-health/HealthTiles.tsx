import { Explain } from '../../card/how/Explain.tsx';
import type { Status, StatusLedger } from '../../data/status/status.ts';
import { formatCount, formatDay, formatDays, formatTime } from '../../format/format.ts';
import { PlainTile } from '../../kinds/tile/draw.tsx';
import { Tiles } from '../../kinds/tile/Tiles.tsx';
import * as text from '../../text/pages/data-health.ts';
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
      label: text.tiles.finalTo,
      value: finalTo ? formatDay(finalTo) : text.tiles.none,
      unit: finalTo?.slice(0, 4) ?? '',
      below:
        provisional.length > 0 ? text.provisionalDays({ days: formatDays(provisional) }) : text.tiles.noneCanChange,
      how: text.tiles.finalToHow,
    },
    {
      label: text.tiles.attention,
      value: formatCount(failed.length),
      unit: text.reportsFailed({ count: failed.length }),
      below: failed[0]
        ? text.reportOfDay({ day: formatDay(failed[0].day), report: failed[0].report })
        : text.tiles.nothingToDo,
      how: text.tiles.attentionHow,
    },
    {
      label: text.tiles.missing,
      value: formatCount(counts.missing),
      unit: text.ofReportDays({ all: formatCount(shown) }),
      below: counts.empty > 0 ? text.nothingFor({ count: formatCount(counts.empty) }) : text.tiles.inDaysShown,
      how: text.tiles.missingHow,
    },
    {
      label: text.tiles.restated,
      value: formatCount(restated),
      unit: text.tiles.reportDays,
      below: text.tiles.replaced,
      how: text.tiles.restatedHow,
    },
    {
      label: text.tiles.rejected,
      value: formatCount(ledger.counts.rejected),
      unit: text.ofAll({ all: formatCount(ledger.counts.lines) }),
      below: text.tiles.kept,
      how: text.tiles.rejectedHow,
    },
    {
      label: text.tiles.lastSync,
      value: syncedAt ? formatTime(syncedAt, now) : text.tiles.never,
      unit: syncedAt ? text.tiles.utc : '',
      below: belowLastSync(run, importedAt, nextSyncAt, now),
      how: text.tiles.lastSyncHow,
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
    ...(run?.kind === 'sync' ? [text.seconds({ seconds }), run.result] : []),
    ...(run !== null && run.kind !== 'sync' && importedAt
      ? [text.lastImport({ time: formatTime(importedAt, now) })]
      : []),
    ...(nextSyncAt ? [text.next({ time: formatTime(nextSyncAt, now) })] : []),
  ];
  return words.length === 0 ? text.tiles.notSynced : words.join(' · ');
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
    <Tiles label={text.numbers} isChoice={false}>
      {tilesOf(status, ledger, calendar).map(({ how, ...tile }) => (
        <PlainTile key={tile.label} {...tile}>
          <Explain title={tile.label}>{how}</Explain>
        </PlainTile>
      ))}
    </Tiles>
  );
}
