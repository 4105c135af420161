import { serialize } from 'hono/utils/cookie';
import type { Cookie } from '../../routes/answer-shape.ts';

/** The header that sends a cookie: never to scripts, and from other sites with links only. */
export function toSetCookie({ name, value, maxAgeSeconds, secure }: Cookie): string {
  const lasts = maxAgeSeconds === null ? {} : { maxAge: maxAgeSeconds };
  return serialize(name, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, ...lasts });
}
