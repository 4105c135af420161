import { counted, type Day, pluralOf, type ReportKind } from '@flightdeck/catalog';
import { rangeOf } from '../../load/events.ts';
import type { Kept, LoadedDay } from '../../load/load.ts';
import { subjectWords } from '../../load/replaced.ts';
import type { NewerBy } from '../../load/standing.ts';

/** A day of a file that an earlier file of the same import also has; `why`: what says that this one counts, null for nothing. */
export interface SharedDay {
  readonly file: string;
  readonly why: NewerBy | null;
  readonly day: LoadedDay;
}

/** Outcomes of the days of one file. */
export interface FileDays {
  readonly days: readonly LoadedDay[];
  readonly shared: readonly SharedDay[];
}

/** Which days were kept and why, and how to take the file's rows nevertheless; one or two sentences for each reason. */
export function keptNotices({ days }: Pick<FileDays, 'days'>): readonly string[] {
  const groups = new Map<string, { readonly kept: Kept; readonly days: Day[] }>();
  for (const { day, kept } of days) {
    if (kept === null) continue;
    const group = groups.get(JSON.stringify(kept)) ?? { kept, days: [] };
    group.days.push(day);
    groups.set(JSON.stringify(kept), group);
  }
  return [...groups.values()].map(({ kept, days }) => `Kept ${nameDays(days)} ${whyKept(kept)}`);
}

const AGAIN = "To take this file's rows, import it again with --replace.";

function whyKept({ why, source, fileName, reportEnd }: Kept): string {
  const from = fileName === null ? 'from an earlier import' : `from ${fileName}`;
  switch (why) {
    case 'api':
      return `as GitHub's API gave ${source}. ${AGAIN}`;
    case 'one_day':
      return `of ${source}: a 28-day export never replaces the report of a day itself. To replace it, import a file of that report with --replace.`;
    case 'rank':
      return `of ${source}, which counts for more.`;
    case 'ends_later':
      return `${from}, whose report ends later, on ${reportEnd ?? 'a later day'}. ${AGAIN}`;
    case 'says_more':
      return `${from}, an export that says who used what; a response of GitHub's billing API names no people. ${AGAIN}`;
    case 'exported_later':
      return `${from}, which GitHub made later. ${AGAIN}`;
    case 'reaches_further':
      return `${from}, which has later days; neither file says when it was made. ${AGAIN}`;
  }
}

/** Days of a bill on which another file has another gross amount; empty when all are alike. */
export function billNotices({ days }: Pick<FileDays, 'days'>): readonly string[] {
  const apart = days.flatMap(({ day, billed }) => (billed === null ? [] : [{ day, ...billed }]));
  if (apart.length === 0) return [];
  const shown = apart
    .slice(0, MOST_APART)
    .map(({ day, stood, offered }) => `${day} ($${stood} stood there, this file has $${offered})`);
  const more = apart.length > MOST_APART ? ` and ${counted(apart.length - MOST_APART, 'more day')}` : '';
  return [`Gross amounts differ: ${shown.join(', ')}${more}.`];
}

const MOST_APART = 3;

/** Which days of earlier files of the same import the file replaced, and what says that it counts. */
export function sharedNotices({ shared }: Pick<FileDays, 'shared'>): readonly string[] {
  const groups = new Map<string, SharedDay[]>();
  for (const each of shared) {
    const key = JSON.stringify([each.file, each.why]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const days = new Set(group.map(({ day }) => day.day));
    const gone = goneOf(group.map(({ day }) => day));
    const dropped =
      gone === 0
        ? ''
        : ` ${countGone(first.day.report, gone)} only in the other ${pluralOf(gone, 'is', 'are')} left out.`;
    return [`${nameDays([...days])} also in ${first.file}${WHY_NEWER[first.why ?? 'nothing']}${dropped}`];
  });
}

const WHY_NEWER: Readonly<Record<NewerBy | 'nothing', string>> = {
  ends_later: ", whose report ends earlier: this file's rows count.",
  exported_later: ", which GitHub made earlier: this file's rows count.",
  reaches_further: ", which has no later days. Neither says when it was made; this file's rows count.",
  says_more: ", a response of GitHub's billing API, which names no people: this file's rows count.",
  nothing: ', and nothing in the two files says which is newer: the later file counts.',
};

/** Days of an earlier command that the file replaced, and who was dropped; null when there are none. */
export function replacedNotice({ days, shared }: FileDays): string | null {
  const replaced = replacedDays({ days, shared });
  const [first] = replaced;
  if (first === undefined || first.report === 'legacy-team-metrics') return null;
  const count = new Set(replaced.map(({ day }) => day)).size;
  const gone = goneOf(replaced);
  const were = pluralOf(count, 'was', 'were');
  if (gone > 0) {
    const words = countGone(first.report, gone, 'other ');
    return `${counted(count, 'day')} with ${words} ${were} replaced. Parts of one report are given in one command.`;
  }
  const none = replaced.some((day) => day.gone !== null) ? `; no ${subjectWords(first.report)[0]} was dropped` : '';
  return `${counted(count, 'day')} that had rows ${were} replaced${none}.`;
}

/** How many days of an earlier command were replaced, and how many of whom are no longer in them. */
export function countReplaced(file: FileDays): { readonly days: number; readonly gone: number } {
  const replaced = replacedDays(file);
  return { days: new Set(replaced.map(({ day }) => day)).size, gone: goneOf(replaced) };
}

function replacedDays({ days, shared }: FileDays): readonly LoadedDay[] {
  const own = new Set(shared.map(({ day }) => day));
  return days.filter((day) => day.replaced && !own.has(day));
}

const goneOf = (days: readonly LoadedDay[]): number => new Set(days.flatMap(({ gone }) => gone ?? [])).size;

function countGone(report: ReportKind, gone: number, before = ''): string {
  const [one, several] = subjectWords(report);
  return counted(gone, `${before}${one}`, `${before}${several}`);
}

function nameDays(days: readonly Day[]): string {
  const range = rangeOf(days);
  if (range === null) return 'no days';
  const count = new Set(days).size;
  return range.from === range.to ? `1 day (${range.from})` : `${counted(count, 'day')} (${range.from} to ${range.to})`;
}
