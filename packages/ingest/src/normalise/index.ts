export { forkModule } from './process/fork-module.ts';
export { type Failure, toError, toFailure } from './process/protocol.ts';
export { createReader, type Reader, type ReaderAttempt, type ReaderOptions } from './process/reader.ts';
export type { DayRecords, FactFile, NormaliseResult, NormaliseTask } from './process/task.ts';
export { planTask } from './sql/plan.ts';
export { compileReadColumns } from './sql/read-columns.ts';
