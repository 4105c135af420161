import type { Filter, ResultRow } from '@flightdeck/query';
import type { Definition, Part, PeopleRule } from '../definition.ts';
import { rangeOf } from '../window.ts';
import { chosenFeatures, undoneBy } from './features.ts';
import { type Answerers, type Asked, keyOf, readSlice } from './read.ts';
import { slicesOf } from './slices.ts';
import { add, sumOf, type Tally, tallyOf, unknownTally } from './tally.ts';

type People = Extract<Part, { readonly kind: 'people' }>;

/** Which rows of people make somebody count. */
interface RuleRows {
  readonly metrics: readonly string[];
  readonly counts: (row: ResultRow) => boolean;
  /** False: GitHub's flag covers the whole day, so features cannot narrow it. */
  readonly byFeature: boolean;
}

const BY_FEATURE: ReadonlySet<string> = new Set(['active_users', 'reported_users', 'generating_users']);

function rowsOf(rule: PeopleRule): RuleRows {
  if (rule === 'measured')
    return {
      metrics: ['interactions', 'generated'],
      counts: (row) => Number(row.interactions ?? 0) > 0 || Number(row.generated ?? 0) > 0,
      byFeature: true,
    };
  return { metrics: [rule], counts: (row) => Number(row[rule] ?? 0) > 0, byFeature: BY_FEATURE.has(rule) };
}

/** Distinct people over all days of a definition, each as often as it is counted. */
export async function measurePeople(definition: Definition, part: People, answerers: Answerers): Promise<Tally> {
  const rule = ruleOf(definition, part.rule);
  if (rule === 'seated' || rule === 'seat_active') return measureSeated(definition, { ...part, rule }, answerers);
  const { metrics, counts, byFeature } = rowsOf(rule);
  const { only, off } = byFeature ? chosenFeatures(definition) : { only: null, off: [] };
  const by = groupOf(definition) === null ? ['user'] : ['user', groupOf(definition) ?? ''];
  const read = (where: readonly Filter[]) => readPeople(definition, part, { metrics, by, where }, counts, answerers);
  const of = (is: 'in' | 'not_in', values: readonly string[]): Filter => ({ dimension: 'feature', is, values });
  const [all, within, besides] = await Promise.all([
    read(only === null ? [] : [of('in', only)]),
    off.length > 0 ? read([of('in', off)]) : null,
    off.length > 0 ? read([of('not_in', off)]) : null,
  ]);
  if (typeof all === 'string') return unknownTally(all);
  if (typeof within === 'string') return unknownTally(within);
  if (typeof besides === 'string') return unknownTally(besides);
  // Whoever has only what is left out is left out; people without any feature stay.
  for (const [group, people] of within ?? [])
    for (const person of people) if (!besides?.get(group)?.has(person)) all.get(group)?.delete(person);
  return count(all, definition);
}

/** By the rules before GitHub counted people whom only its servers see, everybody reported has measured activity. */
function ruleOf({ rules }: Definition, rule: PeopleRule): PeopleRule {
  const isUndone = undoneBy(rules).some(({ undo }) => undo === 'server_side');
  return rule === 'reported_users' && isUndone ? 'measured' : rule;
}

function groupOf({ counting }: Definition): 'organization' | 'team' | null {
  if (counting === 'once') return null;
  return counting === 'by_organization' ? 'organization' : 'team';
}

type Groups = Map<string, Set<string>>;

/** People who count, by group; a text states why they are unknown. */
async function readPeople(
  definition: Definition,
  part: People,
  asked: Asked,
  counts: (row: ResultRow) => boolean,
  answerers: Answerers,
): Promise<Groups | string> {
  const slices = slicesOf(definition);
  if (slices.length === 0) return 'No day is counted.';
  const reads = await Promise.all(slices.map((slice) => readSlice(definition, part, slice, asked, answerers)));
  const why = reads.flatMap((read) => read.why ?? []);
  if (why.length === reads.length) return why[0] ?? '';
  const groups: Groups = new Map();
  const [, group] = asked.by;
  for (const { rows } of reads) for (const row of rows) if (counts(row)) put(groups, row, group);
  return groups;
}

function put(groups: Groups, row: ResultRow, group: string | undefined): void {
  const key = group === undefined ? '' : keyOf(row, group);
  const people = groups.get(key) ?? new Set();
  groups.set(key, people.add(keyOf(row, 'user')));
}

/** Each person as often as groups hold them, or once. */
function count(groups: Groups, { counting }: Definition): Tally {
  const people = new Map<string, number>();
  for (const set of groups.values())
    for (const person of set) {
      if (counting === 'in_teams') people.set(person, 1);
      else add(people, person, 1);
    }
  const sizes = new Map([...groups].map(([group, set]) => [group, set.size]));
  return tallyOf(sumOf(people), counting === 'once' ? { people } : { people, groups: sizes });
}

/** People with a seat in the last snapshot of the window; `seat_active`: those whose seat was last used in it. */
async function measureSeated(definition: Definition, part: People, answerers: Answerers): Promise<Tally> {
  const { from, to } = rangeOf(definition.window);
  const last = slicesOf(definition).at(-1);
  if (!last) return unknownTally('No day is counted.');
  const group = groupOf(definition);
  const by = ['user', ...(group === null ? [] : [group]), ...(part.rule === 'seat_active' ? ['last_active'] : [])];
  const slice = { ...last, range: { from, to: last.range.to } };
  const asked = { metrics: ['seats'], by, plain: true };
  const { rows, why } = await readSlice(definition, part, slice, asked, answerers);
  if (why !== null || rows.length === 0) return unknownTally(why ?? 'No list of seats was taken in the window.');
  const groups: Groups = new Map();
  for (const row of rows) {
    const used = keyOf(row, 'last_active');
    if (row.user === null || Number(row.seats ?? 0) === 0) continue;
    if (part.rule === 'seated' || (used >= from && used <= to)) put(groups, row, group ?? undefined);
  }
  return count(groups, definition);
}
