import type { Redirect } from '../../routes/answer-shape.ts';
import { withBase } from '../reach/base-path.ts';

/**
 * The Location of a redirect, a path of ours below the base. @throws Error for a path that a browser would take for another site's address, or an
 * address that is not HTTP: whoever made it took it from a request unchecked.
 */
export function toLocation(redirect: Redirect, base: string): string {
  if ('elsewhere' in redirect) {
    if (/^https?:$/.test(redirect.elsewhere.protocol)) return redirect.elsewhere.href;
    throw new Error('A redirect leads to an address of http or https.');
  }
  if (/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(redirect.path)) return withBase(redirect.path, base);
  throw new Error('A redirect to ourselves is a path that begins with one slash.');
}
