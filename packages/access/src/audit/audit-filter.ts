import { isInstant, isRecord, isText, readJson } from '../json.ts';
import { AUDIT_KINDS, type AuditKind, type AuditLine } from './audit.ts';

/** Which lines of the audit log are wanted; null in a field: any. */
export interface AuditFilter {
  /** ISO instants: `from` inclusive, `to` exclusive. */
  readonly from: string | null;
  readonly to: string | null;
  /** Part of the name or the id of whoever did it, or of who made the token that did. */
  readonly who: string | null;
  readonly kind: AuditKind | null;
  /** Text anywhere in the line. */
  readonly text: string | null;
}

/** The line of the audit log in a text; null for any other text, such as a line that was changed by hand. */
export function parseAuditLine(body: string): AuditLine | null {
  const line = readJson(body);
  return isAuditLine(line) ? line : null;
}

function isAuditLine(line: unknown): line is AuditLine {
  if (!isRecord(line) || !isRecord(line.who)) return false;
  const { kind, id, name, roles, maker, makerName } = line.who;
  return (
    [line.route, line.client, line.requestId, kind, id, name].every(isText) &&
    AUDIT_KINDS.some((known) => known === line.kind) &&
    (line.people === null || typeof line.people === 'number') &&
    [maker, makerName].every((text) => text === undefined || isText(text)) &&
    Array.isArray(roles) &&
    roles.every(isText) &&
    isInstant(line.at)
  );
}

const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** True if the filter lets the line pass; `body` is its JSON text. */
export function isWanted(line: AuditLine, body: string, { from, to, who, kind, text }: AuditFilter): boolean {
  return (
    (from === null || line.at >= from) &&
    (to === null || line.at < to) &&
    (kind === null || line.kind === kind) &&
    (who === null ||
      [line.who.name, line.who.id, line.who.maker ?? '', line.who.makerName ?? ''].some((text) => has(text, who))) &&
    // Quotes and backslashes stand otherwise in JSON: those of a name, and those around it, are both found.
    (text === null || has(body, text) || has(body, JSON.stringify(text).slice(1, -1)))
  );
}
