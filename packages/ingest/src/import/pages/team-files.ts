import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { DataError, type Day, formatScope, InputError } from '@flightdeck/catalog';
import { readArchived } from '../../archive/archive.ts';
import { gunzip, isGzip } from '../../archive/gunzip.ts';
import { landReport } from '../../archive/land/land.ts';
import { type Arrival, journalLanding, toLandOptions } from '../../load/landing.ts';
import { nothingLeft } from '../../load/refuse/unloadable.ts';
import type { IngestHistory } from '../../replay/history.ts';
import { bomLength, decideForm } from '../../scan/form.ts';
import { splitJsonItems } from '../../scan/json/json-items.ts';
import { LineSplitter } from '../../scan/json/lines.ts';
import type { Draft } from '../draft/draft.ts';
import type { LoadQueue } from '../load-queue.ts';
import type { ImportOptions } from '../options.ts';

const REPORT = 'legacy-team-metrics';
/** A year of a team's days is a few megabytes. */
const MOST_BYTES = 64 * 1024 ** 2;
const TEAM = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,254}$/u;

/** One day of one team as a line of ours. */
interface TeamLine {
  readonly day: Day;
  readonly team: string;
  readonly text: string;
}

/**
 * Loads responses of the older APIs for one team, which do not name it: each day is wrapped, unchanged, with the team's
 * slug. A day is replaced whole, so the other teams that stand there are carried along.
 */
export async function importTeamFiles(
  drafts: readonly Draft[],
  team: string,
  options: ImportOptions,
  history: IngestHistory,
  queue: LoadQueue,
): Promise<void> {
  try {
    const { scope, now } = options;
    if (scope === undefined) {
      throw new InputError('A file of a team does not say whose team it is.', {
        code: 'scope_needed',
        hint: 'Add --scope org:NAME or --scope enterprise:NAME.',
      });
    }
    if (!TEAM.test(team)) {
      throw new InputError(`"${team}" is no slug of a team.`, { code: 'bad_team', hint: 'Write it as in its URL.' });
    }
    const own = new Map<string, string>();
    for (const { file } of drafts) for (const line of await readLines(file, team)) own.set(line.day, line.text);
    const standing = await otherTeams(team, new Set(own.keys()), formatScope(scope), options, history);
    const lines = [...standing, ...[...own].map(([day, text]) => ({ day, team, text }))].sort((a, b) =>
      `${a.day} ${a.team}` < `${b.day} ${b.team}` ? -1 : 1,
    );
    const arrival: Arrival = {
      scope,
      report: REPORT,
      via: 'import',
      now,
      expect: { kind: REPORT },
      fileName: drafts.map(({ file }) => basename(file)).join(', '),
      ...(options.replace === undefined ? {} : { replace: options.replace }),
    };
    const landing = await landReport([toBytes(lines)], toLandOptions(options, arrival));
    for (const [index, draft] of drafts.entries()) {
      draft.landed({ scope, notice: null }, index === 0 ? landing : { ...landing, files: [], records: 0 });
      if (standing.length > 0) draft.notice(`${standing.length} of its lines are of other teams on the same days.`);
    }
    if (landing.records === 0) throw nothingLeft(landing, REPORT, null);
    await queue.put(drafts, await journalLanding(options, arrival, landing));
  } catch (error) {
    for (const draft of drafts) draft.refuse(error);
  }
}

async function* toBytes(lines: readonly TeamLine[]): AsyncGenerator<Buffer> {
  for (const { text } of lines) yield Buffer.from(`${text}\n`);
}

/** The days of a file as lines. @throws DataError `not_report` for anything but responses of the older APIs. */
async function readLines(file: string, team: string): Promise<readonly TeamLine[]> {
  const content = await readWhole(file);
  const items: string[] = [];
  const sink = {
    line: (buffer: Buffer, start: number, end: number) => void items.push(buffer.toString('utf8', start, end)),
    tooLong: () => {
      throw notOld(file);
    },
  };
  if (decideForm(content, true) === 'json') splitJsonItems(content, sink);
  else {
    const skip = bomLength(content);
    const lines = new LineSplitter(sink, skip);
    lines.push(content.subarray(skip));
    lines.end();
  }
  return items.filter((item) => item.trim() !== '').map((item) => wrap(item.trim(), team, file));
}

function wrap(item: string, team: string, file: string): TeamLine {
  const { date, day, copilot_ide_code_completions, total_engaged_users, breakdown } = parse(item, file);
  const isMetrics = copilot_ide_code_completions !== undefined || total_engaged_users !== undefined;
  const when = isMetrics ? date : day;
  if (typeof when !== 'string' || (!isMetrics && breakdown === undefined)) throw notOld(file);
  const head = `"day":${JSON.stringify(when)},"team":${JSON.stringify(team)}`;
  return { day: when, team, text: `{${head},"${isMetrics ? 'metrics' : 'usage'}":${item}}` };
}

function parse(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw notOld(file, error);
  }
  throw notOld(file);
}

function notOld(file: string, cause?: unknown): DataError {
  return new DataError(`${basename(file)} is no answer of copilot/metrics or copilot/usage.`, {
    code: 'not_report',
    hint: 'Only files of these two older APIs belong to one team; current reports name their teams.',
    cause,
  });
}

/** Lines of other teams that stand on the days, from the archive. */
async function otherTeams(
  team: string,
  days: ReadonlySet<Day>,
  scope: string,
  { archive }: Pick<ImportOptions, 'archive'>,
  { rows }: IngestHistory,
): Promise<readonly TeamLine[]> {
  const standing = new Map<Day, number>();
  for (const row of rows) {
    if (row.kind !== 'loaded' || row.scope !== scope || row.report !== REPORT) continue;
    for (const [day, seq] of row.dayList) if (days.has(day)) standing.set(day, seq);
  }
  const lines: TeamLine[] = [];
  for (const row of rows) {
    if (row.kind !== 'landed' || row.report !== REPORT || ![...standing.values()].includes(row.seq)) continue;
    for (const [index, file] of row.files.entries()) {
      const content: Buffer[] = [];
      for await (const piece of readArchived(join(archive, file), row.sha256s[index])) content.push(piece);
      for (const text of Buffer.concat(content).toString('utf8').split('\n')) {
        const line = text === '' ? null : (JSON.parse(text) as TeamLine);
        if (line !== null && line.team !== team && standing.get(line.day) === row.seq)
          lines.push({ day: line.day, team: line.team, text });
      }
    }
  }
  return lines;
}

async function readWhole(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of await openContent(path)) {
    pieces.push(piece);
    size += piece.length;
    if (size > MOST_BYTES) throw notOld(path);
  }
  return Buffer.concat(pieces);
}

async function openContent(path: string): Promise<AsyncIterable<Buffer>> {
  for await (const start of createReadStream(path, { end: 1 })) {
    if (isGzip(start as Buffer)) return gunzip(createReadStream(path));
  }
  return createReadStream(path);
}
