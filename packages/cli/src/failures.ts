/** Something of a report that is missing, and why; null parts mean all of it. */
export interface Failure {
  readonly scope: string;
  readonly report: string | null;
  readonly day: string | null;
  readonly code: string | null;
  readonly message: string | null;
}

/** One line for all days of a report that failed alike, in the order met: what, when, why, and the code to look for. */
export function describeFailures(failures: readonly Failure[]): readonly string[] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const { scope, report, code, message } = failure;
    const key = JSON.stringify([scope, report, code, message]);
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return [...groups.values()].map((alike) => {
    const [first] = alike;
    const what = [first?.scope, first?.report, daysOf(alike)].filter((part) => part).join(' ');
    return `${what}: ${first?.message ?? 'failed'} [${first?.code ?? 'failed'}]`;
  });
}

function daysOf(alike: readonly Failure[]): string {
  const days = alike.flatMap(({ day }) => (day === null ? [] : [day])).sort();
  return days.length <= 2 ? days.join(', ') : `${days[0]} to ${days.at(-1)} (${days.length} days)`;
}
