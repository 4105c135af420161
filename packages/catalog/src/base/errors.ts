/** What every error of ours carries: a stable `code` for machines and a `hint` that says what to do next. */
export interface ErrorDetails {
  readonly code: string;
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Base of the four families; a bare `Error` anywhere means a bug of ours. */
export abstract class FlightdeckError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code;
    this.hint = details.hint;
  }
}

/** The person asking can put it right: a wrong setting, flag, query or file name. */
export class InputError extends FlightdeckError {}

/** GitHub, a proxy or a cluster did not do its part. `retryable` says whether the same call may succeed later. */
export class UpstreamError extends FlightdeckError {
  readonly retryable: boolean;
  /** HTTP status, or null when no answer came. */
  readonly status: number | null;
  /** `x-github-request-id` of the answer, or null. */
  readonly requestId: string | null;

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly retryable: boolean;
      readonly status?: number | null;
      readonly requestId?: string | null;
    },
  ) {
    super(message, details);
    this.retryable = details.retryable;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
  }
}

/** This engine, or GitHub's data, cannot answer the question as asked; the hint names the remedy. */
export class CapabilityError extends FlightdeckError {}

/** A report's content is wrong: `report`, `line` (1-based) and `path` (inside the record) where known. */
export class DataError extends FlightdeckError {
  readonly report: string | null;
  readonly line: number | null;
  readonly path: string | null;

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly report?: string | null;
      readonly line?: number | null;
      readonly path?: string | null;
    },
  ) {
    super(message, details);
    this.report = details.report ?? null;
    this.line = details.line ?? null;
    this.path = details.path ?? null;
  }
}
