export type * from './wire/faults.ts';
export type { NewField } from './wire/new-fields.ts';
export { seatsOf } from './wire/seats.ts';
export * from './wire/simulator.ts';
export { type Settled, settledAt } from './world/history.ts';
export * from './world/records.ts';
export * from './world/simulation.ts';
