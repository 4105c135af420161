import { LOCAL, type Principal } from '@flightdeck/app';

/** Who sends a request; every right, cache key and sign-off rests on this one answer. Without sign-in that is always the local user. */
export const identify = (_request: Request): Principal => LOCAL;
