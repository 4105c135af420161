/** Answers of `GET /api/v1/status` and `GET /api/v1/ledger`, in the server's own words. */
export type { Status, StatusDay, StatusLedger, StatusSpan } from '@flightdeck/app/status';
