import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { type Day, type DayRange, formatScope, parseDay, type Scope } from '@flightdeck/catalog';

const SAFE = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;
// Names Windows keeps for devices, with or without an ending; an archive may lie on a share.
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/** One path element for a name from outside: itself when harmless everywhere, else `x-` and its bytes in hex. */
export function toPathPiece(name: string): string {
  if (SAFE.test(name) && !name.includes('..') && !name.startsWith('x-') && !RESERVED.test(name)) return name;
  const bytes = Buffer.from(name);
  return `x-${bytes.length > 100 ? createHash('sha256').update(bytes).digest('hex') : bytes.toString('hex')}`;
}

/** What an archived report is filed under. */
export interface ArchiveKey {
  readonly scope: Scope;
  readonly report: string;
  readonly days: Day | DayRange | null;
}

/** Folder of a report: `raw/<host>/<org-slug>/<report>/<day or from..to>` under the archive. @throws InputError `bad_day`. */
export function archiveFolder(archive: string, key: ArchiveKey): string {
  const { kind, slug, host } = key.scope;
  const scope = SAFE.test(slug) ? `${kind}-${slug}` : formatScope(key.scope);
  return join(archive, 'raw', toPathPiece(host), toPathPiece(scope), toPathPiece(key.report), daysPiece(key.days));
}

function daysPiece(days: Day | DayRange | null): string {
  if (days === null) return 'undated';
  if (typeof days === 'string') return parseDay(days);
  const [from, to] = [parseDay(days.from), parseDay(days.to)];
  return from === to ? from : `${from}..${to}`;
}

/** Path of an archived file as journal and ledger write it. */
export function toArchivePath(archive: string, path: string): string {
  return relative(archive, path);
}
