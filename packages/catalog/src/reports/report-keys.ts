import type { Column, ColumnType } from '../facts/fact.ts';
import { FACTS } from '../facts/facts.ts';
import { IGNORED_PATHS } from './ignored.ts';
import type { KeyKind } from './manifest.ts';
import { REPORT_KINDS, REPORTS, type ReportKind } from './report.ts';

/** A key at its place. `below` is what an object or the elements of a list may hold; null for every other kind. */
export interface ReportKey {
  readonly kind: KeyKind;
  readonly below: ReportPlace | null;
}

/** The keys known in one object of a report. A name that is known elsewhere only is a new field here. */
export interface ReportPlace {
  /** A Map, because names are data. */
  readonly keys: ReadonlyMap<string, ReportKey>;
  /** True: everything else here is left out on purpose, so it is not reported as a new field. */
  readonly open: boolean;
}

interface GrowingPlace extends ReportPlace {
  readonly keys: Map<string, { readonly kind: KeyKind; readonly below: GrowingPlace | null }>;
  open: boolean;
}

const KIND_OF: Readonly<Record<ColumnType, KeyKind>> = {
  count: 'count',
  decimal: 'decimal',
  number: 'decimal',
  id: 'id',
  flag: 'flag',
  text: 'text',
  day: 'day',
};

/** What each kind of report may hold, place by place; derived from the facts and from what is ignored. */
export const REPORT_KEYS: Readonly<Record<ReportKind, ReportPlace>> = Object.freeze(
  Object.fromEntries(REPORT_KINDS.map((report) => [report, placesOf(report)])) as unknown as Record<
    ReportKind,
    ReportPlace
  >,
);

function placesOf(report: ReportKind): ReportPlace {
  const root = newPlace();
  addReport(root, root, report);
  const inner = REPORTS[report].contains;
  if (inner !== null) {
    const at = inner.at === '' ? root : descend(root, inner.at);
    addReport(at, at, inner.report);
  }
  return root;
}

function addReport(root: GrowingPlace, at: GrowingPlace, report: ReportKind): void {
  for (const [name, kind] of Object.entries(REPORTS[report].identity)) addKey(root, name, kind);
  // Our importer writes decimals of bills as text, which has judged them: a number of JSON passes through a double.
  const isImported = REPORTS[report].window === 'history';
  for (const fact of FACTS) {
    const columns = new Map(fact.columns.map((column) => [column.name, column]));
    for (const source of fact.sources.filter((each) => each.report === report)) {
      const place = source.at === '' ? at : descend(at, source.at);
      for (const [name, paths] of Object.entries(source.paths)) {
        const column = columns.get(name);
        if (column === undefined) continue;
        const kind = isImported && column.type === 'decimal' ? 'text' : kindOf(column);
        for (const path of paths) {
          if (path.startsWith('^')) addPath(root, path.slice(1), kind);
          else addPath(place, path.replace(/^\+/, ''), kind);
        }
      }
    }
  }
  for (const { path, reports } of IGNORED_PATHS) if (reports.includes(report)) addIgnored(at, path);
}

function kindOf({ type, instant }: Column): KeyKind {
  return instant ? 'instant' : KIND_OF[type];
}

function addIgnored(root: GrowingPlace, path: string): void {
  if (path.endsWith('.*')) openBelow(descend(root, path.slice(0, -2)));
  // A list that is only a wrapper is known by what stands in it.
  else if (path.endsWith('[]')) descend(root, path);
  else if (!hasPath(root, path)) addPath(root, path, 'any');
}

function openBelow(place: GrowingPlace): void {
  place.open = true;
  for (const { below } of place.keys.values()) if (below !== null) openBelow(below);
}

function newPlace(): GrowingPlace {
  return { keys: new Map(), open: false };
}

function hasPath(root: GrowingPlace, path: string): boolean {
  const [step = '', ...rest] = path.split('.');
  const known = root.keys.get(step.replace('[]', ''));
  return known !== undefined && (rest.length === 0 || (known.below !== null && hasPath(known.below, rest.join('.'))));
}

function addPath(from: GrowingPlace, path: string, kind: KeyKind): void {
  const cut = path.lastIndexOf('.');
  addKey(cut < 0 ? from : descend(from, path.slice(0, cut)), path.slice(cut + 1), kind);
}

function addKey(place: GrowingPlace, name: string, kind: KeyKind): void {
  const known = place.keys.get(name);
  if (known !== undefined && known.kind !== kind) throw new Error(`${name} is both ${known.kind} and ${kind}`);
  if (known === undefined) place.keys.set(name, { kind, below: null });
}

/** The place at the path; a step written `name[]` is a list, others are objects. */
function descend(from: GrowingPlace, path: string): GrowingPlace {
  return path.split('.').reduce((place, step) => {
    const name = step.replace('[]', '');
    const known = place.keys.get(name)?.below;
    if (known) return known;
    const made: GrowingPlace = { keys: new Map(), open: place.open };
    place.keys.set(name, { kind: step.endsWith('[]') ? 'list' : 'object', below: made });
    return made;
  }, from);
}
