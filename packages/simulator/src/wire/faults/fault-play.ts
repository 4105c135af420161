import type { ServerResponse } from 'node:http';
import { type Answer, failure } from '../answer.ts';
import type { Fault, FaultPlan } from './faults.ts';

/** What GitHub answers for a fault that is an answer. */
export function faultAnswer(fault: Fault, plan: FaultPlan | undefined): Answer {
  const seconds = plan?.retryAfterSeconds === undefined ? 1 : plan.retryAfterSeconds;
  const retryAfter: Record<string, string> = seconds === null ? {} : { 'retry-after': String(seconds) };
  switch (fault) {
    case 'rate-limit':
      return failure(429, 'API rate limit exceeded. Wait before you try again.', retryAfter);
    case 'secondary-limit':
      return failure(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        retryAfter,
      );
    case 'policy-off':
      return failure(403, 'The Copilot usage metrics policy is disabled for this account.');
    case 'policy-off-422':
      return failure(422, 'Copilot Usage Metrics API setting is disabled at the organization or enterprise level.');
    case 'no-content':
      return { status: 204 };
    case 'bare-string':
      return { status: 200, body: '' };
    case 'not-found':
      return failure(404, 'Not Found');
    default:
      return failure(502, 'Server Error');
  }
}

/** Plays faults that are not answers: a connection that hangs or breaks. */
export interface ConnectionFaults {
  /** False when the fault is an answer and nothing was done. */
  play(response: ServerResponse, fault: Fault): boolean;
  /** Ends everything that still hangs. */
  release(): void;
}

/** Connections held open for at most `hangMs`. */
export function createConnectionFaults(hangMs: number): ConnectionFaults {
  const held = new Set<ServerResponse>();
  return {
    play(response, fault) {
      if (fault === 'reset') {
        response.socket?.resetAndDestroy();
        return true;
      }
      if (fault !== 'hang') return false;
      held.add(response);
      const timer = setTimeout(() => response.destroy(), hangMs);
      response.on('close', () => {
        clearTimeout(timer);
        held.delete(response);
      });
      return true;
    },
    release() {
      for (const response of held) response.destroy();
    },
  };
}
