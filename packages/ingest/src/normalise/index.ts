export { planTask } from './plan.ts';
export { compileReadColumns } from './read-columns.ts';
export { createReader, type Reader, type ReaderAttempt, type ReaderOptions } from './reader.ts';
export type { DayRecords, FactFile, NormaliseResult, NormaliseTask } from './task.ts';
