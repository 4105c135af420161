import { CapabilityError } from '@flightdeck/catalog';

const WITHIN_MS = 60_000;

/** The work, begun `most` times a minute and never twice at once; a further call throws CapabilityError `busy`. */
export function atMost<Asked, Answer>(
  most: number,
  now: () => Date,
  work: (asked: Asked) => Promise<Answer>,
): (asked: Asked) => Promise<Answer> {
  let begun: readonly number[] = [];
  let isRunning = false;
  return async (asked) => {
    const instant = now().getTime();
    begun = begun.filter((at) => instant - at < WITHIN_MS);
    if (isRunning || begun.length >= most) {
      throw new CapabilityError('GitHub is being asked already, or was asked often just now.', {
        code: 'busy',
        hint: 'Try again in a minute.',
      });
    }
    begun = [...begun, instant];
    isRunning = true;
    try {
      return await work(asked);
    } finally {
      isRunning = false;
    }
  };
}
