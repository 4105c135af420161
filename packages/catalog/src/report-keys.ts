import type { ColumnType } from './fact.ts';
import { FACTS } from './facts.ts';

/** What a value under a key of a report must be; key kinds do not depend on the path. */
export type KeyKind = 'count' | 'decimal' | 'flag' | 'text' | 'id' | 'day' | 'object' | 'list';

const KIND_OF: Readonly<Record<ColumnType, KeyKind>> = {
  count: 'count',
  decimal: 'decimal',
  number: 'decimal',
  id: 'id',
  flag: 'flag',
  text: 'text',
  day: 'day',
};

const OWN: readonly (readonly [string, KeyKind])[] = [
  ['day', 'day'],
  ['date', 'day'],
  ['report_start_day', 'day'],
  ['report_end_day', 'day'],
  ['created_at', 'text'],
  ['enterprise_id', 'text'],
  ['organization_id', 'text'],
  ['etl_id', 'text'],
  ['day_partition', 'text'],
  ['entity_id_partition', 'decimal'],
  ['avg_tokens_per_request', 'decimal'],
  // Written by our importer as text, which has judged them: a number of JSON passes through a double.
  ['quantity', 'text'],
  ['unit_price', 'text'],
  ['gross_amount', 'text'],
  ['discount_amount', 'text'],
  ['net_amount', 'text'],
  ['monthly_quota', 'text'],
  ['day_totals', 'list'],
];

/** Every key GitHub documents, with the kind of its value; derived from the facts. A Map, because names are data. */
export const REPORT_KEYS: ReadonlyMap<string, KeyKind> = deriveKeys();

function deriveKeys(): Map<string, KeyKind> {
  const keys = new Map<string, KeyKind>();
  for (const fact of FACTS) {
    const types = new Map(fact.columns.map((column) => [column.name, column.type]));
    for (const source of fact.sources) {
      addPath(keys, source.at, 'object');
      for (const [name, paths] of Object.entries(source.paths)) {
        const type = types.get(name);
        if (type) for (const path of paths) addPath(keys, path.replace(/^[+^]/, ''), KIND_OF[type]);
      }
    }
  }
  for (const [key, kind] of OWN) keys.set(key, kind);
  return keys;
}

/** Steps written `name[]` are lists, others on the way objects. */
function addPath(keys: Map<string, KeyKind>, path: string, kind: KeyKind): void {
  const steps = path.split('.');
  const last = steps.pop();
  for (const step of steps) keys.set(step.replace('[]', ''), step.endsWith('[]') ? 'list' : 'object');
  if (last) keys.set(last.replace('[]', ''), last.endsWith('[]') ? 'list' : kind);
}
