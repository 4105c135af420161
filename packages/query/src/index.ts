export * from './evaluate.ts';
export * from './format.ts';
export * from './metric-query.ts';
export * from './nearest.ts';
export * from './plan.ts';
export * from './result.ts';
export * from './rewrite.ts';
export * from './scan.ts';
