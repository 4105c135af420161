export * from './day.ts';
export * from './errors.ts';
export * from './report.ts';
export * from './scope.ts';
