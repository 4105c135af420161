import { findMetric, type MetricColour, type Unit } from '@flightdeck/catalog';

/** Grafana's unit and digits for each unit of the catalogue; counts get thousands separators. */
const UNITS: Readonly<Partial<Record<Unit, readonly [unit: string, decimals: number]>>> = {
  ratio: ['percentunit', 1],
  dollars: ['currencyUSD', 0],
  minutes: ['locale', 1],
  score: ['locale', 1],
  credits: ['locale', 1],
  'per person': ['locale', 2],
};

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
export function unitOf(metric: string): { readonly unit: string; readonly decimals: number } {
  const [unit, decimals] = UNITS[findMetric(metric)?.unit ?? 'people'] ?? ['locale', 0];
  return { unit, decimals };
}

/** The colour a metric keeps on every panel. */
export const colourOf = (metric: string): string => COLOURS[findMetric(metric)?.colour ?? 'people'];

/** Colours of the adoption bands, the least first. */
export const BAND_COLOURS = ['red', 'orange', 'yellow', 'green', 'blue'] as const;
