import { addDays, type DayRange, isDay, monthOf } from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import { ACTIVE, findSource, type ReconcileRequest, type Reconciliation } from '@flightdeck/reconcile';
import type { Asked } from '../data/hooks.ts';
import { scopesOf } from '../data/status/scopes.ts';
import type { Status } from '../data/status/status.ts';
import * as words from '../text/reconcile-choice.ts';
import { DEFAULT_VIEW, type View } from './view.ts';

/** What the Reconcile page is asked beside the filter bar, as text; empty = not given. Keys are those of the URL. */
export interface Choice {
  readonly metric: string;
  /** Name of the source of the other number. */
  readonly with: string;
  /** The other number as it is shown. */
  readonly value: string;
  /** Minute it was read or exported, UTC: `2026-11-18T14:20`. */
  readonly read: string;
  /** Days it is of: empty as the source has it, `same`, `7`, `28`, `month` or `2026-10-01..2026-10-31`. */
  readonly days: string;
  /** Key of the scope it is of; empty = ours. */
  readonly of: string;
  /** Who is active in it: `prompts` or `reported`; empty = what leaves less unexplained. */
  readonly people: string;
  /** Dimension of which the filtered values are taken as a share; empty = the number itself. */
  readonly share: string;
  /** Id of a file handed over. */
  readonly file: string;
  /** What may be left unexplained: `2`, of a rate in points, or `0.1%` of our number. */
  readonly tolerance: string;
}

const DEFAULT: Choice = {
  metric: 'active_users',
  with: 'dashboard',
  value: '',
  read: '',
  days: '',
  of: '',
  people: '',
  share: '',
  file: '',
  tolerance: '',
};

/** The choice in a URL. */
export const readChoice = (local: Readonly<Record<string, string>>): Choice => ({
  metric: local.metric ?? DEFAULT.metric,
  with: local.with ?? DEFAULT.with,
  value: local.value ?? '',
  read: /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local.read ?? '') ? (local.read ?? '') : '',
  days: local.days ?? '',
  of: local.of ?? '',
  people: local.people === 'prompts' || local.people === 'reported' ? local.people : '',
  share: local.share ?? '',
  file: local.file ?? '',
  tolerance: local.tolerance ?? '',
});

/** The choice as page-local keys of the URL; what is not given is left out. */
export const writeChoice = (choice: Choice): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(choice).filter(
      ([key, value]) => value !== '' && (key === 'metric' || value !== DEFAULT[key as keyof Choice]),
    ),
  );

/** Days that a choice stands for; null = as the source has it, undefined where the text says nothing. */
export function windowOf(days: string, range: DayRange): ReconcileRequest['against']['window'] | null {
  if (days === '') return null;
  if (days === 'same') return { kind: 'days', range };
  if (days === 'month') return { kind: 'month', to: range.to };
  if (/^[1-9]\d{0,2}$/.test(days)) return { kind: 'rolling', days: Number(days), to: range.to };
  const [from, to] = days.split('..');
  return isDay(from) && isDay(to) && from <= to ? { kind: 'days', range: { from, to } } : undefined;
}

/** What the other number of a source still lacks, in words; null when it can be compared. */
export function lackOf(choice: Choice, needs: readonly string[]): string | null {
  if (needs.includes('text') && choice.value.trim() === '') return words.typeNumber;
  if (needs.includes('rows') && choice.file === '') return words.chooseFile;
  if (needs.includes('readAt') && choice.read === '') return words.sayWhen;
  return null;
}

/** True where somebody read or exported the number: then it has a time and may be of another scope. */
export const isRead = (needs: readonly string[]): boolean => needs.includes('text') || needs.includes('rows');

/** True where the number may be of another scope than ours; sums of organizations name theirs. */
export const hasScope = (needs: readonly string[]): boolean => !needs.includes('organizations');

/** True where GitHub's pages leave open who is active in the other number. */
export const leavesPeopleOpen = (choice: Pick<Choice, 'metric' | 'with'>): boolean =>
  ACTIVE.includes(choice.metric) && findSource(choice.with)?.readings !== undefined;

/** The request behind a choice, in the scope, days and filters of the bar; null before anything has landed. */
export function toRequest(
  choice: Choice,
  needs: readonly string[],
  { status, chosen, asked, asOf }: { status: Status; chosen: string | null; asked: Asked | null; asOf: string | null },
): ReconcileRequest | null {
  const scope = scopeChoiceOf(status, chosen);
  if (!asked || !scope) return null;
  const window = windowOf(choice.days, asked.range);
  const read = isRead(needs);
  const theirs = hasScope(needs) && choice.of !== '' ? scopeChoiceOf(status, choice.of) : null;
  const { people } = choice;
  const where = asked.where.filter(({ dimension }) => dimension !== 'organization' && dimension !== 'enterprise');
  const shared = where.find(({ dimension, is }) => dimension === choice.share && is === 'in');
  const narrowed = where.filter((filter) => filter !== shared);
  return {
    metric: choice.metric,
    range: asked.range,
    scope,
    ...(shared && { share: { dimension: shared.dimension, values: shared.values.flatMap((value) => value ?? []) } }),
    ...(narrowed.length > 0 && { where: narrowed as NonNullable<ReconcileRequest['where']> }),
    ...(asOf !== null && { asOf }),
    against: {
      source: choice.with,
      ...(needs.includes('text') && { text: choice.value.trim() }),
      ...(read && choice.read !== '' && { readAt: `${choice.read}:00.000Z` }),
      ...(window && { window }),
      ...(theirs && { scope: theirs }),
      ...(leavesPeopleOpen(choice) && (people === 'prompts' || people === 'reported') && { people }),
      ...(needs.includes('organizations') && { organizations: organizationsOf(status, chosen) }),
      ...(needs.includes('rows') && { file: choice.file }),
    },
  };
}

/** The scopes a view's choice means, as reconciliation names them: enterprises alone, or organizations. */
export function scopeChoiceOf(status: Pick<Status, 'scopes'>, chosen: string | null): ReconcileRequest['scope'] | null {
  const scopes = scopesOf(status, chosen);
  const enterprises = scopes.filter(({ kind }) => kind === 'enterprise');
  const meant = enterprises.length > 0 ? enterprises : scopes;
  if (meant.length === 0) return null;
  return {
    dimension: enterprises.length > 0 ? 'enterprise' : 'organization',
    names: meant.map(({ label }) => label),
  };
}

/** All organizations on the host of the scopes a choice means. */
function organizationsOf(status: Pick<Status, 'scopes'>, chosen: string | null): readonly string[] {
  const host = scopesOf(status, chosen)[0]?.host;
  return status.scopes.filter((scope) => scope.kind === 'org' && scope.host === host).map(({ label }) => label);
}

/** The view that asks a request anew, with the tolerance it was measured by. */
export function viewOf(
  { metric, range, scope, where = [], share, asOf, against }: ReconcileRequest,
  tolerance: number,
  { status, unit }: { status: Pick<Status, 'scopes'>; unit: Reconciliation['unit'] },
): View {
  const { window } = against;
  const keyOf = (choice: ReconcileRequest['scope']): string | null =>
    choice.names.length === 1 ? (status.scopes.find(({ label }) => label === choice.names[0])?.scope ?? null) : null;
  const filters: readonly Filter[] = [...where, ...(share ? [{ ...share, is: 'in' as const }] : [])];
  const choice = readChoice({
    metric,
    with: against.source,
    value: against.text ?? '',
    read: against.readAt ? new Date(against.readAt).toISOString().slice(0, 16) : '',
    days: window ? daysOf(window, range) : '',
    of: (against.scope && keyOf(against.scope)) ?? '',
    people: against.people ?? '',
    share: share?.dimension ?? '',
    file: against.file ?? '',
    tolerance: tolerance === 0 ? '' : String(unit === 'ratio' ? Number((tolerance * 100).toPrecision(12)) : tolerance),
  });
  return { ...DEFAULT_VIEW, scope: keyOf(scope), range, filters, asOf: asOf ?? null, local: writeChoice(choice) };
}

/** The text of the URL for a window, as `windowOf` reads it. */
function daysOf(window: NonNullable<ReconcileRequest['against']['window']>, range: DayRange): string {
  if (window.kind === 'month' && window.to === range.to) return 'month';
  if (window.kind === 'rolling' && window.to === range.to) return String(window.days);
  const { from, to } =
    window.kind === 'days'
      ? window.range
      : window.kind === 'month'
        ? { from: monthOf(window.to), to: window.to }
        : { from: addDays(window.to, 1 - window.days), to: window.to };
  return from === range.from && to === range.to ? 'same' : `${from}..${to}`;
}

/** What may be left unexplained, in the unit of the metric: 0 if nothing is given, null where the text is no number. */
export function toleranceOf(text: string, { unit, ours }: Pick<Reconciliation, 'unit' | 'ours'>): number | null {
  if (text.trim() === '') return 0;
  const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  if (percent) return (Number(digits) / 100) * Math.abs(ours.value ?? 0);
  return unit === 'ratio' ? Number(digits) / 100 : Number(digits);
}
