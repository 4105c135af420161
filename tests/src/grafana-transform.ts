import type { Field, Frame } from './grafana-demo.ts';

interface Step {
  readonly id: string;
  readonly options: unknown;
}

const columnOf = (frame: Frame, name: string): Field => {
  const found = frame.find((field) => field.name === name);
  if (!found) throw new Error(`no column ${name} among ${frame.map((field) => field.name)}`);
  return found;
};

const pick = (frame: Frame, rows: readonly number[]): Frame =>
  frame.map((field) => ({ ...field, values: rows.map((row) => field.values[row]) }));

const rowsOf = (frame: Frame): readonly number[] => [...(frame[0]?.values.keys() ?? [])];

/** Grafana's own transformations of a table, those the dashboards use. */
export function transform(frame: Frame, steps: readonly Step[]): Frame {
  return frame.length === 0 || rowsOf(frame).length === 0 ? frame : steps.reduce(apply, frame);
}

function apply(frame: Frame, { id, options }: Step): Frame {
  const given = options as Readonly<Record<string, never>>;
  switch (id) {
    case 'calculateField': {
      const { binary, alias } = options as { binary: { left: string; operator: string; right: string }; alias: string };
      if (binary.operator !== '/') throw new Error(`no operator ${binary.operator}`);
      const [left, right] = [columnOf(frame, binary.left), columnOf(frame, binary.right)];
      const values = left.values.map((value, row) => {
        const ratio = Number(value) / Number(right.values[row]);
        return Number.isFinite(ratio) ? ratio : null;
      });
      return [...frame, { name: alias, labels: {}, values }];
    }
    case 'filterByValue': {
      const { filters } = options as {
        filters: readonly { fieldName: string; config: { options: { value: number } } }[];
      };
      const kept = rowsOf(frame).filter((row) =>
        filters.every(
          ({ fieldName, config }) => Number(columnOf(frame, fieldName).values[row]) >= config.options.value,
        ),
      );
      return pick(frame, kept);
    }
    case 'sortBy': {
      const { sort } = options as { sort: readonly { field: string; desc: boolean }[] };
      const [{ field, desc } = { field: '', desc: false }] = sort;
      const { values } = columnOf(frame, field);
      const rank = (row: number): number => (values[row] === null ? Number.NEGATIVE_INFINITY : Number(values[row]));
      return pick(
        frame,
        [...rowsOf(frame)].sort((a, b) => (desc ? rank(b) - rank(a) : rank(a) - rank(b)) || a - b),
      );
    }
    case 'limit':
      return pick(frame, rowsOf(frame).slice(0, Number(given.limitField)));
    case 'organize': {
      const { excludeByName, indexByName, renameByName } = options as Record<string, Record<string, never>>;
      const place = (name: string): number => indexByName?.[name] ?? Number.POSITIVE_INFINITY;
      return frame
        .filter(({ name }) => !excludeByName?.[name])
        .sort((a, b) => place(a.name) - place(b.name))
        .map((field) => ({ ...field, name: renameByName?.[field.name] ?? field.name }));
    }
    default:
      throw new Error(`no transformation ${id}`);
  }
}
