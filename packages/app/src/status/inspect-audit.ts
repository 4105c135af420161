import { inspectChained } from '@flightdeck/ingest';

/** Name of the audit log in the folder of a home. */
export const AUDIT_FILE = 'audit.ndjson';

/** How many lines the audit log has, and its fault in a sentence; null when it is as it was written. */
export async function inspectAudit(file: string): Promise<{ readonly lines: number; readonly fault: string | null }> {
  const { lines, fault } = await inspectChained(file);
  return { lines, fault };
}
