export type * from './faults.ts';
export { type Settled, settledAt } from './history.ts';
export * from './records.ts';
export { billingOf, seatsOf } from './seats.ts';
export * from './simulation.ts';
export * from './simulator.ts';
export { SINCE } from './timeline.ts';
export * from './truth.ts';
export * from './truth-question.ts';
