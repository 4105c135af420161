/** Numbers of one set of labels: one for each time, or a single one at time 0. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly isNumber: boolean;
  readonly points: ReadonlyMap<number, number | null>;
}

type Sets = ReadonlyMap<string, readonly Series[]>;

/** Server-side expressions of Grafana: `reduce` of each series to a number, and `math` over sets with the same labels. */
export function evaluateExpression(target: Readonly<Record<string, unknown>>, sets: Sets): readonly Series[] {
  if (target.type === 'reduce') {
    const series = sets.get(String(target.expression)) ?? [];
    return series.map(({ labels, points }) => ({
      labels,
      isNumber: true,
      points: new Map([[0, reduce([...points.values()], String(target.reducer))]]),
    }));
  }
  if (target.type !== 'math') throw new Error(`no expression ${target.type}`);
  return evaluateMath(String(target.expression), sets);
}

function reduce(values: readonly (number | null)[], reducer: string): number | null {
  switch (reducer) {
    case 'sum':
      // Grafana's strict mode: a series with a hole has no sum.
      return values.some((value) => value === null)
        ? null
        : values.reduce<number>((all, value) => all + (value ?? 0), 0);
    case 'count':
      return values.length;
    case 'last':
      return values.at(-1) ?? null;
    default:
      throw new Error(`no reducer ${reducer}`);
  }
}

const scalar = (value: number): readonly Series[] => [{ labels: {}, isNumber: true, points: new Map([[0, value]]) }];

/** Numbers, `$A`, + - * /, parentheses and ceil(). */
function evaluateMath(text: string, sets: Sets): readonly Series[] {
  const tokens = text.match(/\$\w+|\d+(?:\.\d+)?|ceil|[-+*/()]/g) ?? [];
  let place = 0;
  const next = (): string => tokens[place++] ?? '';
  const factor = (): readonly Series[] => {
    const token = next();
    if (token === '(' || token === 'ceil') {
      if (token === 'ceil') next();
      const inside = sum();
      next();
      return token === '(' ? inside : inside.map((series) => mapPoints(series, Math.ceil));
    }
    if (token.startsWith('$')) return sets.get(token.slice(1)) ?? [];
    return scalar(Number(token));
  };
  const product = (): readonly Series[] => {
    let left = factor();
    while (tokens[place] === '*' || tokens[place] === '/') left = combine(next(), left, factor());
    return left;
  };
  const sum = (): readonly Series[] => {
    let left = product();
    while (tokens[place] === '+' || tokens[place] === '-') left = combine(next(), left, product());
    return left;
  };
  return sum();
}

const mapPoints = (series: Series, change: (value: number) => number): Series => ({
  ...series,
  points: new Map([...series.points].map(([time, value]) => [time, value === null ? null : change(value)])),
});

const hasLabels = ({ labels }: Series): boolean => Object.keys(labels).length > 0;

/** Sets meet by equal labels; a set without labels meets every other. Times that only one has are left out. */
function combine(operator: string, left: readonly Series[], right: readonly Series[]): readonly Series[] {
  return left.flatMap((a) =>
    right.flatMap((b): Series[] => {
      const meet = !hasLabels(a) || !hasLabels(b) || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      if (!meet) return [];
      const long = a.isNumber ? b : a;
      const points = [...long.points.keys()].flatMap((time): [number, number | null][] => {
        const [x, y] = [a, b].map(({ isNumber, points: own }) => (isNumber ? own.get(0) : own.get(time)));
        if (x === undefined || y === undefined) return [];
        return [[time, x === null || y === null ? null : toKnown(apply(operator, x, y))]];
      });
      return [
        { labels: hasLabels(a) ? a.labels : b.labels, isNumber: a.isNumber && b.isNumber, points: new Map(points) },
      ];
    }),
  );
}

const sorted = ({ labels }: Series): [string, string][] => Object.entries(labels).sort();

/** Grafana writes neither NaN nor infinity as a number. */
const toKnown = (value: number): number | null => (Number.isFinite(value) ? value : null);

const apply = (operator: string, a: number, b: number): number =>
  operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : a / b;
