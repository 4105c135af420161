import { parseExactJson } from '@flightdeck/query';
import { z } from 'zod';
import type { Route } from '../../routes/route.ts';

/**
 * Compares an answer as it is sent with the schema of its route. Takes the place of `no-check` wherever the code runs from
 * source, and in a build that is started with the condition `flightdeck-check`, as tests do.
 * @throws Error when they differ: a bug of ours.
 * @public Reached as `#check-answer`, under a condition.
 */
export function checkAnswer({ method, path, answer }: Pick<Route, 'method' | 'path' | 'answer'>, text: string): void {
  if (!(answer instanceof z.ZodType)) return;
  const parsed = answer.safeParse(parseExactJson(text));
  if (parsed.success) return;
  throw new Error(`The answer of ${method} ${path} is not as its schema says:\n${z.prettifyError(parsed.error)}`);
}
