import {
  CapabilityError,
  DataError,
  DISK_CODES,
  FlightdeckError,
  InputError,
  toOperatorError,
  UpstreamError,
} from '@flightdeck/catalog';

/** RFC 9457 body. `code` is stable, `requestId` finds the log line; never a stack, SQL, path or version. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly hint: string | null;
  readonly requestId: string;
}

const NOT_FOUND = new Set(['not_found', 'unknown_route']);
const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map([
  ['not_signed_in', 401],
  ['bad_token', 401],
  ['not_allowed', 403],
  ['no_grant', 403],
  ['not_in_sight', 403],
  ['forbidden_host', 403],
  ['unnamed_proxy', 403],
  ['cross_site', 403],
  ['upload_too_slow', 408],
  ['too_large', 413],
  ['not_json', 415],
  ['too_many_guesses', 429],
  ['too_many_changes', 429],
  ['busy', 503],
  ['standby', 503],
  ['log_damaged', 503],
  ['disk_trouble', 503],
  ['too_slow', 503],
]);

const DISK_TROUBLE = [
  'The server cannot use its disk.',
  { code: 'disk_trouble', hint: 'Ask the operator of the server; its log names the file and the reason.' },
] as const;

/** True for what the operating system refused, however it was worded since. */
function isDiskTrouble(error: unknown): boolean {
  if (toOperatorError(error) !== null) return true;
  if (!(error instanceof CapabilityError)) return false;
  return DISK_CODES.includes(error.code) || toOperatorError(error.cause) !== null;
}

/** The problem an error becomes. Errors outside the four families are our bugs: 500 without their text. */
export function toProblem(thrown: unknown, requestId: string): Problem {
  // The path and the remedy are for the operator, who finds them in the log.
  const error = isDiskTrouble(thrown) ? new CapabilityError(...DISK_TROUBLE) : thrown;
  if (!(error instanceof FlightdeckError)) {
    return {
      type: 'about:blank',
      title: 'Something went wrong on our side.',
      status: 500,
      code: 'internal',
      hint: 'Look for the request id in the log.',
      requestId,
    };
  }
  return {
    type: 'about:blank',
    title: error.message,
    status: statusOf(error),
    code: error.code,
    hint: error.hint ?? null,
    requestId,
  };
}

function statusOf(error: FlightdeckError): number {
  const known = STATUS_BY_CODE.get(error.code);
  if (known) return known;
  if (NOT_FOUND.has(error.code)) return 404;
  if (error instanceof InputError) return 400;
  if (error instanceof CapabilityError) return 422;
  if (error instanceof UpstreamError) return 502;
  return error instanceof DataError ? 422 : 500;
}
