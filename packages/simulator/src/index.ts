export type * from './wire/faults/faults.ts';
export type { NewField } from './wire/shapes/new-fields.ts';
export { seatsOf } from './wire/shapes/seats.ts';
export * from './wire/simulator.ts';
export { type Settled, settledAt } from './world/history.ts';
export * from './world/records/records.ts';
export * from './world/simulation.ts';
