import { isAllowed, isRecorded } from '@flightdeck/access';
import { type StatusLedger, toSyncRange } from '@flightdeck/app';
import { z } from 'zod';
import { ledger } from '../answers/ledger.ts';
import { status } from '../answers/status.ts';
import { ledgerWithoutQuotes, statusWithoutPaths, statusWithoutQuotes } from '../answers/without-quotes.ts';
import { countedOnly } from './people-named.ts';
import { route } from './route.ts';

const syncRange = z.strictObject({
  from: z.string().optional().describe('Only days from this one on, YYYY-MM-DD.'),
  to: z.string().optional().describe('Only days up to this one, YYYY-MM-DD.'),
});

/** The state of the system, and the sync. */
export const STATUS_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/status',
    right: 'read_status',
    spans: 'narrowed',
    says: 'Scopes, hosts, freshness, spans of days in the same state, colour slots and the last run.',
    body: null,
    answer: status,
    heavy: false,
    cacheable: null,
    async handle({ app, who }) {
      const seen = await app.status(await app.sightOf(who, 'read_status'));
      if (!isRecorded(who)) return seen;
      const plain = statusWithoutQuotes(seen);
      return isAllowed(who, 'read_ledger', 'everything') ? plain : statusWithoutPaths(plain);
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/ledger',
    right: 'read_ledger',
    spans: 'everything',
    says: 'Every day of every report, counts of lines, rejects, unknown fields, restatements and runs.',
    body: null,
    answer: ledger,
    heavy: false,
    cacheable: null,
    async handle({ app, who, names }) {
      const ledger = await app.ledger();
      const whole = isAllowed(who, 'read_changes', 'everything') ? ledger : { ...ledger, restatements: [] };
      if (!isAllowed(who, 'read_people', 'everything')) return ledgerWithoutQuotes(whole);
      names(countedOnly(samplesIn(whole)));
      return whole;
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/sync',
    right: 'run_sync',
    spans: 'everything',
    says: 'Starts a sync now, unless one is running; /api/v1/status has its progress. With a range only those days.',
    body: syncRange,
    answer: z.strictObject({ started: z.boolean().describe('False: one was running already.') }),
    ended: ({ started }) => (started ? null : { started }),
    heavy: false,
    cacheable: null,
    handle: async ({ app, body }) => ({ started: app.startSync(toSyncRange(body)) }),
  }),
] as const;

/** Pieces of reports, each of which may name somebody. */
function samplesIn({ rejectedLines, unknownFields }: StatusLedger): number {
  const lines = rejectedLines.filter(({ sample }) => sample !== '');
  return lines.length + unknownFields.filter(({ example }) => example !== null).length;
}
