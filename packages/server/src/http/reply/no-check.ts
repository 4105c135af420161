import type { Route } from '../../routes/route.ts';

/** Does nothing: in production an answer is not looked at again. */
export function checkAnswer(_route: Pick<Route, 'method' | 'path' | 'answer'>, _text: string): void {}
