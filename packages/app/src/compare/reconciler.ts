import { randomUUID } from 'node:crypto';
import { authorize, type Principal, rightOf, sightOf } from '@flightdeck/access';
import { CapabilityError, type Day, eachDay, InputError } from '@flightdeck/catalog';
import { type MetricQuery, parseQuery, type QueryResult, type Sight, wholeScopes } from '@flightdeck/query';
import {
  compareWith,
  type Given,
  type ReceivedFile,
  type ReconcileRequest,
  type Reconciliation,
  rangeOf,
  toGiven,
} from '@flightdeck/reconcile';
import { firstToGo } from './first-to-go.ts';
import { openUpload, type Upload, type UploadOptions } from './reconcile-upload.ts';

/** Compares our numbers with those of others. */
export interface Reconciler {
  /**
   * Why the other number is not ours, in the whole scopes one may see; people are named to whom they may be named in all of
   * them. @throws InputError, CapabilityError as `compareWith`; `unknown_file`; `not_allowed` where a filter or a share names
   * people and the caller may not.
   */
  reconcile(request: ReconcileRequest, who: Principal, signal?: AbortSignal): Promise<Reconciliation>;
  /**
   * Opens a file of somebody's rows of one scope; what was read of it is kept for them until others need its place.
   * @throws InputError with the code of what is wrong with it.
   */
  receive(path: string, scope: string, name: string, who: Principal, signal?: AbortSignal): Promise<ReceivedFile>;
  /** Stops reading files and forgets them all. */
  close(): Promise<void>;
}

/** What a reconciler answers from. */
export interface ReconcilerParts extends Omit<UploadOptions, 'scope' | 'name' | 'signal'> {
  answer(query: MetricQuery, sight: Sight, signal?: AbortSignal): Promise<QueryResult>;
}

/** Files that are kept open at once. */
const FILES_KEPT = 4;

/** A reconciler over our own answers. */
export function createReconciler(parts: ReconcilerParts): Reconciler {
  const files = new Map<string, { readonly owner: string; readonly upload: Upload }>();
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();

  function rowsOf(request: ReconcileRequest, who: Principal): Given['rows'] | null {
    const { file: id, window } = request.against;
    if (id === undefined) return null;
    const known = files.get(id);
    const file = known?.owner === who.id ? known.upload : null;
    if (!file) {
      throw new InputError('That file is no longer open.', { code: 'unknown_file', hint: 'Hand it over again.' });
    }
    const range = window ? rangeOf(window) : request.range;
    const missing: readonly Day[] = eachDay(range).filter((day) => !file.days.has(day));
    return { ask: file.ask, missing, name: file.name };
  }

  return {
    async reconcile(request, who, signal) {
      const { against, ...question } = request;
      const { where = [], share } = question;
      const right = rightOf({ by: share ? [share.dimension] : [], where });
      authorize(who, right, 'whole_scopes');
      const sight = wholeScopes(sightOf(who, right));
      const answer = await compareWith(against.source, question, toGiven(request, rowsOf(request, who)), (queries) =>
        Promise.all(queries.map((query) => parts.answer(parseQuery(query), sight, signal))),
      );
      const ofPeople = wholeScopes(sightOf(who, 'read_people'));
      return JSON.stringify(ofPeople) === JSON.stringify(sight) ? answer : withoutPeople(answer);
    },
    async receive(path, scope, name, who, signal) {
      const id = randomUUID();
      const ends = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const opening = openUpload(path, { ...parts, scope, name, signal: ends });
      const settled = opening.then(
        () => undefined,
        () => undefined,
      );
      underWay.add(settled);
      const file = await opening.finally(() => underWay.delete(settled));
      files.set(id, { owner: who.id, upload: file });
      while (files.size > FILES_KEPT) {
        const [old, other] = firstToGo([...files]) ?? [];
        if (old === undefined || other === undefined) break;
        files.delete(old);
        await other.upload.close();
      }
      const { records, range, notices } = file;
      return { id, name, records, range, notices };
    },
    async close() {
      closing.abort(new CapabilityError('Flightdeck is stopping.', { code: 'stopping', hint: 'Start it again.' }));
      await Promise.all(underWay);
      for (const { upload } of files.values()) await upload.close();
      files.clear();
    },
  };
}

/** Callers who may not read people see their number, not their names. */
function withoutPeople(answer: Reconciliation): Reconciliation {
  const steps = answer.steps.map((step) => ({ ...step, evidence: { ...step.evidence, people: [] } }));
  return { ...answer, steps };
}
