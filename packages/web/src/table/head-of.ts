import { isLatest, type Metric } from '@flightdeck/catalog';

/** The head of a metric's column: minutes say so, since cells leave the unit out; a star marks the last day's figure. */
export const headOf = ({ name, head, unit }: Metric): string =>
  `${head}${unit === 'minutes' ? ', min' : ''}${isLatest(name) ? '*' : ''}`;
