import { join } from 'node:path';
import { FlightdeckError } from '@flightdeck/catalog';
import { type ArchiveCheck, checkArchive, describeFaults, inspectJournal, requireSound } from '@flightdeck/ingest';
import { inspectSignOffs } from '../../compare/sign-offs.ts';
import type { Home } from '../../wiring/home.ts';
import { AUDIT_FILE, inspectAudit } from '../inspect-audit.ts';
import type { Integrity } from './integrity.ts';

/** What was found in a data folder, without its database. */
export interface Verification {
  /** True when nothing is missing, changed or extra but what a person decided to go on without. */
  readonly isSound: boolean;
  readonly journal: {
    readonly rows: number;
    /** What is wrong, a sentence; null when every row is as it was written. */
    readonly fault: string | null;
    /** What to do about it; null when nothing. */
    readonly hint: string | null;
    /** What is worth knowing but changes no answer. */
    readonly notice: string | null;
    /** Rows that a person decided to go on without. */
    readonly lostRows: number;
  };
  readonly archive: ArchiveCheck;
  readonly otherFiles: Integrity['otherFiles'];
}

/** Compares every file of a data folder with what the journal says of it; with `isDeep` also what the archived files hold. */
export async function verifyHome(
  { folder }: Pick<Home, 'folder'>,
  options: { readonly isDeep: boolean; readonly signal?: AbortSignal },
): Promise<Verification> {
  const state = await inspectJournal(folder);
  const archive = await checkArchive(folder, state.rows, options);
  const auditFile = join(folder, AUDIT_FILE);
  const { fault } = await inspectAudit(auditFile);
  const otherFiles = [
    ...(await inspectSignOffs(join(folder, 'sign-offs.ndjson'))),
    ...(fault === null ? [] : [{ file: auditFile, message: `The audit log in ${auditFile} is damaged. ${fault}` }]),
  ];
  const journal = {
    rows: state.chains.length,
    ...faultOf(folder, state),
    notice: noticeOf(state),
    lostRows: state.rows.filter((row) => row.kind === 'lost' && row.rows !== undefined).length,
  };
  const isWhole = archive.faults.every(({ isAccepted }) => isAccepted);
  return { isSound: journal.fault === null && isWhole && otherFiles.length === 0, journal, archive, otherFiles };
}

type State = Awaited<ReturnType<typeof inspectJournal>>;

function faultOf(folder: string, state: State): { readonly fault: string | null; readonly hint: string | null } {
  try {
    requireSound(folder, state);
    return { fault: null, hint: null };
  } catch (error) {
    if (!(error instanceof FlightdeckError)) throw error;
    return { fault: state.isGone ? error.message : `${describeFaults(state.faults)}.`, hint: error.hint ?? null };
  }
}

function noticeOf({ isUnsealed, seal, chains }: State): string | null {
  if (isUnsealed) return 'Its rows have no checksums yet; the next sync or import adds them.';
  if (seal.state === 'sound' || chains.length === 0) return null;
  return `Its seal is ${seal.state}; the next sync or import writes it anew.`;
}
