import { AUDIT_KINDS, type AuditKind, type AuditLine } from './audit.ts';

/** Which lines of the audit log are wanted; null: whichever. */
export interface AuditFilter {
  /** ISO instants: from the first on, before the second. */
  readonly from: string | null;
  readonly to: string | null;
  /** Part of the name or the id of whoever did it. */
  readonly who: string | null;
  readonly kind: AuditKind | null;
  /** Text that stands anywhere in the line. */
  readonly text: string | null;
}

/** A line of the audit log; null for text that is none, as of a line that was changed by hand. */
export function parseAuditLine(body: string): AuditLine | null {
  let line: unknown;
  try {
    line = JSON.parse(body);
  } catch {
    return null;
  }
  return isAuditLine(line) ? line : null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';

function isAuditLine(line: unknown): line is AuditLine {
  if (!isRecord(line) || !isRecord(line.who)) return false;
  const { kind, id, name, roles } = line.who;
  return (
    [line.at, line.route, line.client, line.requestId, kind, id, name].every(isText) &&
    AUDIT_KINDS.some((known) => known === line.kind) &&
    (line.people === null || typeof line.people === 'number') &&
    Array.isArray(roles) &&
    roles.every(isText) &&
    !Number.isNaN(Date.parse(String(line.at)))
  );
}

const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** True when a line, whose JSON text is `body`, is wanted. */
export function isWanted(line: AuditLine, body: string, { from, to, who, kind, text }: AuditFilter): boolean {
  return (
    (from === null || line.at >= from) &&
    (to === null || line.at < to) &&
    (kind === null || line.kind === kind) &&
    (who === null || has(line.who.name, who) || has(line.who.id, who)) &&
    // Quotes and backslashes stand otherwise in JSON: those of a name, and those around it, are both found.
    (text === null || has(body, text) || has(body, JSON.stringify(text).slice(1, -1)))
  );
}
