export { forkModule } from './fork-module.ts';
export { planTask } from './plan.ts';
export { type Failure, toError, toFailure } from './protocol.ts';
export { compileReadColumns } from './read-columns.ts';
export { createReader, type Reader, type ReaderAttempt, type ReaderOptions } from './reader.ts';
export type { DayRecords, FactFile, NormaliseResult, NormaliseTask } from './task.ts';
