import { findMetric, type MetricColour, type Unit } from '@flightdeck/catalog';
import { mostDigits } from '@flightdeck/query';

/** Grafana's own unit for each unit of the catalogue; counts get thousands separators. Grafana writes percent without a space. */
const UNITS: Readonly<Partial<Record<Unit, string>>> = { ratio: 'percentunit', dollars: 'currencyUSD', minutes: 'm' };

/** Strong colours of the metrics as Flightdeck has them in its dark theme, which is Grafana's own. */
const COLOURS: Readonly<Record<MetricColour, string>> = {
  accepted: '#3fc0c5',
  suggested: '#d6a24e',
  people: '#5f8fdb',
  chat: '#d98555',
  agent: '#efade0',
  cli: '#b9d68c',
  lines: '#918aee',
  credits: '#ef935a',
  pulls: '#a3acf0',
};

/** Unit and digits a metric is written with. */
export function unitOf(name: string): { readonly unit: string; readonly decimals: number } {
  const metric = findMetric(name);
  return metric
    ? { unit: UNITS[metric.unit] ?? 'locale', decimals: mostDigits(metric) }
    : { unit: 'locale', decimals: 0 };
}

/** The colour a metric keeps on every panel. */
export const colourOf = (metric: string): string => COLOURS[findMetric(metric)?.colour ?? 'people'];

/** Colours of the adoption bands, the least first. */
export const BAND_COLOURS = ['red', 'orange', 'yellow', 'green', 'blue'] as const;
