import { describeFailures, type Status, type StatusDay, type StatusLedger } from '@flightdeck/app';
import { counted } from '@flightdeck/catalog';
import { printable } from '@flightdeck/query';
import { lackingLines } from './lacking.ts';
import { formatTable } from './table.ts';

const DAYS_NAMED = 4;
const FAILURES_SHOWN = 10;
const FIELDS_SHOWN = 40;
const REJECTS_SHOWN = 10;
const RISKS_SHOWN = 10;

/** The status for people: a few lines, then one row a scope and report, then what went wrong. */
export function formatStatus(status: Status & StatusLedger, serverUrl: string | null): string {
  const { counts } = status;
  const lines = [
    ...linesOf(status, serverUrl, lastRunLines(status)),
    `Files: ${counts.files}. Lines: ${counts.lines} = ${counts.loaded} loaded + ${counts.rejected} rejected + ${counts.blank} blank. Unknown fields: ${counts.unknownFields}.`,
  ];
  return [
    `${lines.join('\n')}\n`,
    daysTable(status.days),
    failures(status.days),
    rejects(status),
    unknownFields(status),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The same for a token that may not read the ledger. */
export function formatBriefStatus(status: Status, serverUrl: string | null): string {
  const lines = [
    ...linesOf(status, serverUrl, lastRunLines({ ...status, days: [] })),
    'Days one by one, files and lines: only for a token that may read the ledger of everything.',
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf(status: Status, serverUrl: string | null, lastRun: readonly string[]): readonly string[] {
  const { freshness, range } = status;
  return [
    `Flightdeck ${status.version}${serverUrl ? `, running at ${serverUrl}` : ''}${status.demo ? ', demo data' : ''}`,
    `Scopes: ${status.scopes.map(({ scope }) => scope).join(', ') || 'none yet'}`,
    range === null
      ? 'Days: none loaded'
      : `Days: ${range.from} to ${range.to}, final up to ${freshness.finalTo ?? 'none'}${stillMoving(freshness)}`,
    `Last sync: ${freshness.syncedAt ?? 'never'}${freshness.nextSyncAt ? `, next ${freshness.nextSyncAt}` : ''}`,
    ...(freshness.importedAt === null ? [] : [`Last import: ${freshness.importedAt}`]),
    ...lastRun,
    ...hostLines(status),
    ...organizationLines(status),
    ...(status.disk === null
      ? []
      : [`New data cannot be written: ${status.disk.message} ${status.disk.hint ?? ''}`.trimEnd()]),
    ...backupLines(status.backup),
    ...integrityLines(status.integrity),
    ...riskLines(status),
    ...(freshness.running ? [`Now: ${freshness.running.kind}, ${freshness.running.message}`] : []),
  ];
}

/** How the newest run went where something of it is missing, in its own words; what the list of failed days has is left to it. */
export function lastRunLines({ lastRun, days }: Pick<Status & StatusLedger, 'lastRun' | 'days'>): string[] {
  if (lastRun === null || lastRun.result === 'ok' || lastRun.kind === 'import') return [];
  const { kind, endedAt, result, daysFailed, message } = lastRun;
  const named = new Set(describeFailures(days.filter(({ state }) => state === 'failed')));
  const others = (message ?? '').split('\n').filter((line) => line !== '' && !named.has(line));
  const count = daysFailed === 0 ? '' : `, ${daysFailed} failed`;
  return [
    `The ${kind} that ended ${endedAt} was ${result}${count}.`,
    ...others.slice(0, FAILURES_SHOWN).map((line) => `  ${printable(line)}`),
    ...(others.length > FAILURES_SHOWN ? [`  and ${others.length - FAILURES_SHOWN} more`] : []),
  ];
}

/** Days that can still change, where all others are final; empty when there are none. */
function stillMoving({ provisional }: Status['freshness']): string {
  if (provisional.length === 0) return '';
  const few = provisional.length <= DAYS_NAMED;
  const days = few ? provisional.join(', ') : `${provisional.length} days since ${provisional[0]}`;
  return `; provisional: ${days}`;
}

/** When the last backup was made and the next is due, and why the last attempt failed. */
function backupLines(backup: Status['backup']): string[] {
  if (backup === null) return [];
  const { last, nextAt, failed } = backup;
  return [
    `Last backup: ${last === null ? 'never' : `${last.at}, ${printable(last.folder)}`}${nextAt === null ? '' : `, next ${nextAt}`}`,
    ...(failed === null ? [] : [`The backup of ${failed.at} failed: ${printable(failed.message)}`]),
  ];
}

/** Received days that answers lack, and faults of the archived files. */
function integrityLines({ gaps, archive, otherFiles }: Status['integrity']): string[] {
  const lacking = lackingLines(gaps);
  const damaged = (archive?.faults ?? []).filter(({ state, isAccepted }) => state !== 'extra' && !isAccepted);
  const files = damaged.map(({ state, file }) => `  ${state} ${file}`);
  return [
    ...(lacking.length === 0 ? [] : ['Answers lack days that were received:', ...lacking.map((line) => `  ${line}`)]),
    ...(files.length === 0 ? [] : ['Archived files are damaged; "flightdeck verify" has the details:', ...files]),
    ...otherFiles.map(({ message }) => printable(message)),
  ];
}

/** Days that will soon be lost for good, and how to save them. */
function riskLines({ atRisk }: Status): string[] {
  if (atRisk.length === 0) return [];
  const shown = atRisk.slice(0, RISKS_SHOWN).map(({ scope, report, from, to, forgottenOn }) => {
    return `  ${scope} ${report} ${from === to ? from : `${from} to ${to}`}: gone from ${forgottenOn} on`;
  });
  const more = atRisk.length > RISKS_SHOWN ? [`  and ${atRisk.length - RISKS_SHOWN} more`] : [];
  return ['Missing days that GitHub will soon delete; "flightdeck sync" fetches the oldest first:', ...shown, ...more];
}

/** One line a host, when there are several. */
function hostLines({ hosts }: Status): string[] {
  if (hosts.length <= 1) return [];
  return hosts.map(({ host, configured, scopes, requestsLeft }) => {
    const left = requestsLeft === null ? '' : `; ${counted(requestsLeft, 'request')} left this hour`;
    return `${host}: ${scopes.join(', ')}${configured ? left : '; no credentials, so nothing is synced from it'}`;
  });
}

/** How a person of several organizations is counted, one line a host; which host is said when there are several. */
export function organizationLines({ organizationRows }: Pick<Status, 'organizationRows'>): string[] {
  const isOne = organizationRows.length === 1;
  return organizationRows.map(({ host, message }) => `Organizations${isOne ? '' : ` of ${host}`}: ${message}`);
}

function daysTable(days: readonly StatusDay[]): string {
  if (days.length === 0) return '';
  const groups = new Map<string, StatusDay[]>();
  for (const day of days) {
    const key = `${day.scope} ${day.report}`;
    groups.set(key, [...(groups.get(key) ?? []), day]);
  }
  const count = (of: readonly StatusDay[], state: StatusDay['state']): string =>
    String(of.filter((day) => day.state === state).length);
  return formatTable(
    [
      ...['scope', 'report', 'from', 'to'].map((title) => ({ title, align: 'left' as const })),
      ...['present', 'provisional', 'no report', 'failed', 'restated'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    [...groups.values()].map((of) => [
      of[0]?.scope ?? '',
      of[0]?.report ?? '',
      of[0]?.day ?? '',
      of.at(-1)?.day ?? '',
      count(of, 'present'),
      count(of, 'provisional'),
      count(of, 'no_report'),
      count(of, 'failed'),
      String(of.reduce((sum, { restated }) => sum + restated, 0)),
    ]),
  );
}

function failures(days: readonly StatusDay[]): string {
  const failed = days.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return '';
  const lines = describeFailures(failed);
  const more = lines.length > FAILURES_SHOWN ? `  and ${lines.length - FAILURES_SHOWN} more\n` : '';
  const shown = lines.slice(0, FAILURES_SHOWN).map((line) => `  ${printable(line)}\n`);
  return `Failed days (${failed.length}):\n${shown.join('')}${more}`;
}

function rejects({ rejectedByCode, rejectedLines }: StatusLedger): string {
  const codes = Object.entries(rejectedByCode);
  if (codes.length === 0) return '';
  const shown = rejectedLines
    .slice(0, REJECTS_SHOWN)
    .map(
      ({ file, line, code, path, message }) =>
        `  ${printable(`${file}:${line} ${code}${path ? ` at ${path}` : ''}: ${message}`)}`,
    );
  return `Rejected lines: ${codes.map(([code, count]) => `${code} ${count}`).join(', ')}\n${shown.join('\n')}\n`;
}

function unknownFields({ unknownFields: fields }: StatusLedger): string {
  if (fields.length === 0) return '';
  const shown = fields
    .slice(0, FIELDS_SHOWN)
    .map(
      ({ report, path, count, type, firstSeen }) =>
        `  ${report} ${printable(path)} (${type ?? 'no value'}, ${count} since ${firstSeen.slice(0, 10)})`,
    );
  const more = fields.length - shown.length;
  const rest = more > 0 ? `  and ${more} more, in "flightdeck status --format json"\n` : '';
  return `Unknown fields (${fields.length}), kept in the archive:\n${shown.join('\n')}\n${rest}`;
}
