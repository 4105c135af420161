/** Answers of `GET /api/v1/status`, `ledger`, `restatements` and `settling`, in the server's own words. */
export type {
  RestatedDay,
  RestatementCause,
  Restatements,
  SettlingCurve,
  SettlingPoint,
  Status,
  StatusDay,
  StatusLedger,
  StatusSpan,
} from '@flightdeck/app/status';
