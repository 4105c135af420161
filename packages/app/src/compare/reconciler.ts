import { randomUUID } from 'node:crypto';
import { CapabilityError, type Day, eachDay, InputError } from '@flightdeck/catalog';
import { type MetricQuery, parseQuery, type QueryResult } from '@flightdeck/query';
import {
  compareWith,
  type Given,
  type ReceivedFile,
  type ReconcileRequest,
  type Reconciliation,
  rangeOf,
  toGiven,
} from '@flightdeck/reconcile';
import type { Principal } from '../answer/principal.ts';
import { openUpload, type Upload, type UploadOptions } from './reconcile-upload.ts';

/** Compares our numbers with those of others. */
export interface Reconciler {
  /** Why the other number is not ours. @throws InputError, CapabilityError as `compareWith`; `unknown_file`. */
  reconcile(request: ReconcileRequest, who: Principal, signal?: AbortSignal): Promise<Reconciliation>;
  /**
   * Opens a file of somebody's rows of one scope; what was read of it is kept until others need its place.
   * @throws InputError with the code of what is wrong with it.
   */
  receive(path: string, scope: string, name: string, signal?: AbortSignal): Promise<ReceivedFile>;
  /** Stops reading files and forgets them all. */
  close(): Promise<void>;
}

/** What a reconciler answers from. */
export interface ReconcilerParts extends Omit<UploadOptions, 'scope' | 'name' | 'signal'> {
  answer(query: MetricQuery, who: Principal, signal?: AbortSignal): Promise<QueryResult>;
}

/** Files that are kept open at once. */
const FILES_KEPT = 4;

/** A reconciler over our own answers. */
export function createReconciler(parts: ReconcilerParts): Reconciler {
  const files = new Map<string, Upload>();
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();

  function rowsOf(request: ReconcileRequest): Given['rows'] | null {
    const { file: id, window } = request.against;
    if (id === undefined) return null;
    const file = files.get(id);
    if (!file) {
      throw new InputError('That file is no longer open.', { code: 'unknown_file', hint: 'Hand it over again.' });
    }
    const range = window ? rangeOf(window) : request.range;
    const missing: readonly Day[] = eachDay(range).filter((day) => !file.days.has(day));
    return { ask: file.ask, missing, name: file.name };
  }

  return {
    reconcile(request, who, signal) {
      const { against, ...question } = request;
      return compareWith(against.source, question, toGiven(request, rowsOf(request)), (queries) =>
        Promise.all(queries.map((query) => parts.answer(parseQuery(query), who, signal))),
      );
    },
    async receive(path, scope, name, signal) {
      const id = randomUUID();
      const ends = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const opening = openUpload(path, { ...parts, scope, name, signal: ends });
      const settled = opening.then(
        () => undefined,
        () => undefined,
      );
      underWay.add(settled);
      const file = await opening.finally(() => underWay.delete(settled));
      files.set(id, file);
      for (const [old, other] of [...files].slice(0, -FILES_KEPT)) {
        files.delete(old);
        await other.close();
      }
      const { records, range, notices } = file;
      return { id, name, records, range, notices };
    },
    async close() {
      closing.abort(new CapabilityError('Flightdeck is stopping.', { code: 'stopping', hint: 'Start it again.' }));
      await Promise.all(underWay);
      for (const file of files.values()) await file.close();
      files.clear();
    },
  };
}
