import { formatSource, InputError, METRICS, type Metric } from '@flightdeck/catalog';
import { nearest } from '@flightdeck/query';
import type { Command } from '../command.ts';
import { formatTable } from '../output/table.ts';

const ALIKE_SHOWN = 5;

/** `flightdeck metrics`. */
export const metricsCommand: Command = {
  name: 'metrics',
  args: '[name]',
  remote: 'here',
  says: 'list the metrics, or say what one means and where it comes from',
  options: [{ flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] }],
  async run({ args: [name], options, terminal }) {
    const chosen = name === undefined ? METRICS : [find(name)];
    if (options.format === 'json')
      terminal.out(`${JSON.stringify(name === undefined ? chosen : chosen[0], null, 2)}\n`);
    else terminal.out(name === undefined ? toList(chosen) : chosen.map(toText).join('\n'));
    return 0;
  },
};

function find(name: string): Metric {
  const found = METRICS.find((metric) => metric.name === name.toLowerCase());
  if (found) return found;
  const names = METRICS.map((metric) => metric.name);
  const near = nearest(name, names);
  const alike = near ? [near] : names.filter((known) => known.includes(name.toLowerCase())).slice(0, ALIKE_SHOWN);
  throw new InputError(`There is no metric "${name}".`, {
    code: 'unknown_metric',
    hint:
      alike.length > 0
        ? `Did you mean ${alike.map((other) => `"${other}"`).join(', ')}?`
        : 'List them with "flightdeck metrics".',
  });
}

function toList(metrics: readonly Metric[]): string {
  const columns = ['metric', 'unit', 'definition'].map((title) => ({ title, align: 'left' as const }));
  return formatTable(
    columns,
    metrics.map(({ name, unit, definition }) => [name, unit, definition]),
  );
}

function toText(metric: Metric): string {
  return [
    `${metric.name}: ${metric.label}`,
    metric.definition,
    `Counted: ${metric.population}`,
    `Unit: ${metric.unit}. Better: ${metric.better}. Version ${metric.version}.`,
    `Source: ${formatSource(metric)}`,
    ...metric.caveats.map((caveat) => `Note: ${caveat}`),
    '',
  ].join('\n');
}
