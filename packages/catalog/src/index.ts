export * from './day.ts';
export * from './errors.ts';
export * from './fact.ts';
export * from './facts.ts';
export * from './ignored.ts';
export * from './report.ts';
export * from './report-keys.ts';
export * from './scope.ts';
