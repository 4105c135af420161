export * from './ledger.ts';
export * from './port.ts';
