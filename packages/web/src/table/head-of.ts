import { isLatest, type Metric } from '@flightdeck/catalog';

/** The head of a metric's column: its name, with a star where it is the last day's figure. */
export const headOf = ({ name, label }: Metric): string => `${label}${isLatest(name) ? '*' : ''}`;
