import type { Route } from '../../routes/route.ts';

/** Does nothing: in production answers are not checked again. */
export function checkAnswer(_route: Pick<Route, 'method' | 'path' | 'answer'>, _text: string): void {}
