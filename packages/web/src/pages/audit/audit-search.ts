import type { AuditSearch } from '../../data/session/audit.ts';
import * as text from '../../text/pages/audit.ts';
import type { View } from '../../view/view.ts';

/** The filters as the URL has them; empty: not filtered by. Days are inclusive, `YYYY-MM-DD`, UTC. */
export interface AuditFilters {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly who: string;
  readonly text: string;
}

const NAMES = ['from', 'to', 'kind', 'who', 'text'] as const;
const DAY_MS = 86_400_000;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The filters of a view; invalid ones are left out. */
export function filtersOf({ local }: Pick<View, 'local'>): AuditFilters {
  const own = new Map(Object.entries(local));
  const word = (name: (typeof NAMES)[number]): string => (own.get(name) ?? '').slice(0, 200);
  const day = (name: 'from' | 'to'): string => (isDay(word(name)) ? word(name) : '');
  const kind = Object.keys(text.kinds).find((known) => known === word('kind')) ?? '';
  return { from: day('from'), to: day('to'), kind, who: word('who'), text: word('text') };
}

/** The view with these filters. */
export function withFilters(view: View, filters: AuditFilters): View {
  const others = Object.entries(view.local).filter(([name]) => !NAMES.some((own) => own === name));
  const own = NAMES.flatMap((name) => (filters[name].trim() === '' ? [] : [[name, filters[name].trim()] as const]));
  return { ...view, local: Object.fromEntries([...others, ...own]) };
}

/** The search for the API: from the beginning of the first day to the end of the last. */
export function toSearch({ from, to, kind, who, text: part }: AuditFilters): AuditSearch {
  const end = to === '' ? undefined : new Date(Date.parse(to) + DAY_MS).toISOString();
  const said = (word: string): string | undefined => (word === '' ? undefined : word);
  return { from: said(from), to: end, kind: said(kind), who: said(who), text: said(part) };
}
