export * from './fact-file-type.ts';
export * from './find-organization-rows.ts';
export * from './lease.ts';
export * from './ledger.ts';
export * from './port.ts';
export * from './reported-days.ts';
export * from './seat-person.ts';
