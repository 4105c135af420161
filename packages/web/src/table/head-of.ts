import { isLatest, type Metric } from '@flightdeck/catalog';

/** The head of a metric's column: a star marks the last day's figure. */
export const headOf = ({ name, head }: Metric): string => `${head}${isLatest(name) ? '*' : ''}`;
