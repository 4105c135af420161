import type { ColumnType } from '@flightdeck/catalog';
import type { RecordPlan, TaskPlan } from './plan.ts';
import { identifier, literal } from './quote.ts';

/**
 * How DuckDB reads a value. Decimals come as text: a number of JSON would pass through a double, its shortest text is
 * exact for 15 digits and a quoted number for all.
 */
const READ_TYPE: Readonly<Record<ColumnType, string>> = {
  count: 'BIGINT',
  decimal: 'VARCHAR',
  number: 'DOUBLE',
  id: 'BIGINT',
  flag: 'BOOLEAN',
  text: 'VARCHAR',
  day: 'DATE',
};

/** A struct: its fields in order. `list` = elements of this shape. */
interface Shape {
  readonly fields: Map<string, Shape | string>;
  readonly list: boolean;
}

/** `columns={…}` of `read_json` for the lines of a task: every path its facts need, typed, and nothing else. */
export function compileReadColumns(plan: TaskPlan): string {
  const shape = toShape(plan.lines);
  if (plan.lines.windowPath !== undefined) addLeaf(shape, plan.lines.windowPath, 'DATE');
  if (plan.wrapped) shape.fields.set(plan.wrapped.at, { ...toShape(plan.wrapped.records), list: true });
  const columns = [...shape.fields].map(([name, field]) => `${identifier(name)}: ${literal(compileType(field))}`);
  return `{${columns.join(', ')}}`;
}

function toShape({ dayPath, facts, key }: RecordPlan): Shape {
  const root: Shape = { fields: new Map(), list: false };
  addLeaf(root, dayPath, 'DATE');
  for (const { fact, sources } of facts) {
    const typeOf = new Map(fact.columns.map(({ name, type }) => [name, READ_TYPE[type]]));
    for (const { at, paths } of sources) {
      const below = at === '' ? root : descend(root, at);
      for (const [column, alternatives] of Object.entries(paths)) {
        const type = typeOf.get(column);
        if (type === undefined) throw new Error(`${fact.name} fills a column it does not have: ${column}`);
        for (const path of alternatives) {
          if (path.startsWith('^')) addLeaf(root, path.slice(1), type);
          else addLeaf(below, path.replace(/^\+/, ''), type);
        }
      }
    }
  }
  // A key no fact keeps: the place of a line in its file.
  for (const path of key) if (!root.fields.has(path)) addLeaf(root, path, 'BIGINT');
  return root;
}

function addLeaf(from: Shape, path: string, type: string): void {
  const cut = path.lastIndexOf('.');
  const parent = cut < 0 ? from : descend(from, path.slice(0, cut));
  parent.fields.set(path.slice(cut + 1), type);
}

/** The shape at the path; a step written `name[]` is a list of it. */
function descend(from: Shape, path: string): Shape {
  return path.split('.').reduce((shape, step) => {
    const name = step.replace('[]', '');
    const known = shape.fields.get(name);
    if (typeof known === 'object') return known;
    const made: Shape = { fields: new Map(), list: step.endsWith('[]') };
    shape.fields.set(name, made);
    return made;
  }, from);
}

function compileType(field: Shape | string): string {
  if (typeof field === 'string') return field;
  const fields = [...field.fields].map(([name, inner]) => `${identifier(name)} ${compileType(inner)}`);
  return `STRUCT(${fields.join(', ')})${field.list ? '[]' : ''}`;
}
