export * from './truth.ts';
export { whyNotServed } from './truth-metrics.ts';
export * from './truth-question.ts';
