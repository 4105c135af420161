import { type ActiveDay, FIRST_ACTIVE_DAY, isDay, type Population } from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';

/** Ranges with a name; `custom` goes with `from` and `to`. */
export const PRESETS = ['7d', '28d', '90d', 'quarter', 'year', 'all'] as const;
export type Preset = (typeof PRESETS)[number];

export type GrainChoice = 'auto' | 'day' | 'week' | 'month';
export type CompareChoice = 'off' | 'previous' | 'year';

/** Everything the filter bar decides; the URL is its only home. */
export interface View {
  /** Canonical scope text, `org:acme`; null = all organizations there are. */
  readonly scope: string | null;
  readonly range: Preset | { readonly from: string; readonly to: string };
  readonly grain: GrainChoice;
  readonly compare: CompareChoice;
  readonly filters: readonly Filter[];
  /** Which outputs pages count; null = what each begins with. */
  readonly outputs: Population | null;
  /** What makes a day active, and which days count. */
  readonly active: ActiveDay;
  /** An instant (ISO, UTC): numbers as they were known then; null = now. */
  readonly asOf: string | null;
  /** Choices local to a page, such as the chosen tile or a tab: `tile=accepted`. */
  readonly local: Readonly<Record<string, string>>;
}

export const DEFAULT_VIEW: View = {
  scope: null,
  range: '28d',
  grain: 'auto',
  compare: 'previous',
  filters: [],
  outputs: null,
  active: FIRST_ACTIVE_DAY,
  asOf: null,
  local: {},
};

/** Dimensions that can be filtered, in the order they take in the URL. */
export const FILTER_DIMENSIONS = [
  'team',
  'language',
  'ide',
  'model',
  'feature',
  'user',
  'repository',
  'phase_from',
  'phase_to',
  'plan',
  'granting_team',
  'last_editor',
  'idle_band',
] as const;

/** True for dimensions that a click or the filter bar can narrow everything by. */
export const isFilterable = (dimension: string): boolean =>
  dimension === 'organization' || FILTER_DIMENSIONS.some((name) => name === dimension);

/** Page-local keys start with a dot, so that no dimension can ever collide with them. */
const LOCAL = '.';

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** Encodes only what a query string must not carry bare, so that links stay readable. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%40', '@').replaceAll('%2F', '/');

function oneOf<T extends string>(text: string | undefined, known: readonly T[], fallback: T): T {
  return known.find((item) => item === text) ?? fallback;
}

/** A dashboard of Grafana links with its variables, each value by itself: `var-team=a&var-team=b`; `$__all` is no choice. */
const VARIABLE = 'var-';
const ALL_OF_VARIABLE: ReadonlySet<string> = new Set(['$__all', 'All', '']);

/** What the variables of a dashboard choose: filters, and the scope where it is one enterprise or organization. */
function readVariables(chosen: readonly (readonly [name: string, value: string])[]) {
  const values = new Map<string, string[]>();
  for (const [name, value] of chosen)
    if (!ALL_OF_VARIABLE.has(value)) values.set(name, [...(values.get(name) ?? []), value]);
  const scopes = [
    ...(values.get('enterprise') ?? []).map((name) => `enterprise:${name}`),
    ...(values.get('organization') ?? []).map((name) => `org:${name}`),
  ];
  return {
    scope: scopes.length === 1 ? (scopes[0] ?? null) : null,
    filters: FILTER_DIMENSIONS.flatMap((dimension): Filter[] => {
      const found = values.get(dimension);
      return found ? [{ dimension, is: 'in', values: [...new Set(found)] }] : [];
    }),
  };
}

/** A query string → View. Unknown keys and values are left out; the result is always valid. */
export function parseView(search: string): View {
  const single = new Map<string, string>();
  const filters: Filter[] = [];
  const local: Record<string, string> = {};
  const variables: (readonly [string, string])[] = [];
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const rawKey = decode(at < 0 ? part : part.slice(0, at));
    const rawValue = at < 0 ? '' : part.slice(at + 1);
    const not = rawKey.endsWith('!');
    const key = not ? rawKey.slice(0, -1) : rawKey;
    if (rawKey.startsWith(VARIABLE)) variables.push([rawKey.slice(VARIABLE.length), decode(rawValue)]);
    else if (key.startsWith(LOCAL)) local[key.slice(1)] = decode(rawValue);
    else if (FILTER_DIMENSIONS.some((name) => name === key)) {
      const values = [
        ...new Set(
          rawValue
            .split(',')
            .map(decode)
            .filter((value) => value !== ''),
        ),
      ];
      if (values.length > 0) filters.push({ dimension: key, is: not ? 'not_in' : 'in', values });
    } else single.set(key, decode(rawValue));
  }
  const [from, to] = [single.get('from'), single.get('to')];
  const custom = isDay(from) && isDay(to) ? (from <= to ? { from, to } : { from: to, to: from }) : null;
  const linked = readVariables(variables);
  return {
    scope: single.get('scope') ?? linked.scope,
    range: custom ?? oneOf(single.get('range'), PRESETS, '28d'),
    grain: oneOf(single.get('by'), ['auto', 'day', 'week', 'month'] as const, 'auto'),
    compare: oneOf(single.get('vs'), ['off', 'previous', 'year'] as const, 'previous'),
    filters: inOrder([...filters, ...linked.filters]),
    outputs: oneOf<Population | ''>(single.get('outputs'), ['completions', 'all'], '') || null,
    active: {
      by: oneOf(single.get('active'), ['prompt', 'activity'] as const, FIRST_ACTIVE_DAY.by),
      days: oneOf(single.get('days'), ['working', 'all'] as const, FIRST_ACTIVE_DAY.days),
    },
    asOf: readInstant(single.get('asOf')),
    local,
  };
}

/** An instant with its zone, in UTC to the millisecond; null for anything else. */
function readInstant(text: string | undefined): string | null {
  const at = text !== undefined && /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function inOrder(filters: readonly Filter[]): Filter[] {
  const rank = (filter: Filter): number =>
    (FILTER_DIMENSIONS as readonly string[]).indexOf(filter.dimension) * 2 + (filter.is === 'in' ? 0 : 1);
  return [...filters].sort((a, b) => rank(a) - rank(b));
}

/** View → query string without `?`, in one stable order; what equals the default is left out. */
export function formatView(view: View): string {
  const parts: string[] = [];
  const put = (key: string, value: string): number => parts.push(`${key}=${value}`);
  if (view.scope !== null) put('scope', encode(view.scope));
  if (typeof view.range === 'object') {
    put('from', view.range.from);
    put('to', view.range.to);
  } else if (view.range !== DEFAULT_VIEW.range) put('range', view.range);
  if (view.grain !== 'auto') put('by', view.grain);
  if (view.compare !== 'previous') put('vs', view.compare);
  if (view.outputs !== null) put('outputs', view.outputs);
  if (view.active.by !== FIRST_ACTIVE_DAY.by) put('active', view.active.by);
  if (view.active.days !== FIRST_ACTIVE_DAY.days) put('days', view.active.days);
  if (view.asOf !== null) put('asOf', view.asOf.replace(/:00\.000Z$/, 'Z'));
  for (const { dimension, is, values } of inOrder(view.filters)) {
    put(is === 'not_in' ? `${dimension}!` : dimension, [...values].sort().map(encode).join(','));
  }
  for (const key of Object.keys(view.local).sort()) put(LOCAL + encode(key), encode(view.local[key] ?? ''));
  return parts.join('&');
}

/** The view with a filter added; values already filtered the same way are kept, the opposite filter loses them. */
export function addFilter(view: View, dimension: string, value: string, is: Filter['is'] = 'in'): View {
  const others = view.filters.flatMap((filter): Filter[] => {
    if (filter.dimension !== dimension) return [filter];
    if (filter.is === is) return [];
    const values = filter.values.filter((item) => item !== value);
    return values.length === 0 ? [] : [{ ...filter, values }];
  });
  const before = view.filters.find((filter) => filter.dimension === dimension && filter.is === is)?.values ?? [];
  return { ...view, filters: inOrder([...others, { dimension, is, values: [...new Set([...before, value])].sort() }]) };
}

/** The view with one whole filter replaced; no values removes it. */
export function setFilter(view: View, filter: Filter): View {
  const rest = view.filters.filter((item) => item.dimension !== filter.dimension);
  return { ...view, filters: inOrder(filter.values.length === 0 ? rest : [...rest, filter]) };
}
