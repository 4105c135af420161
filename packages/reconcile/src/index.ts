export * from './ask.ts';
export * from './definition.ts';
export * from './reconcile.ts';
export * from './result.ts';
export * from './rounding.ts';
export * from './window.ts';
