import type { FlightdeckError } from '@flightdeck/catalog';
import { doorPage } from './door-page.ts';

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);
const escapeText = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPED.get(letter) ?? letter);

/** The HTML of a page without scripts that says why a person was not let in, with a link to try again. */
export function refusalPage({ message, hint, code }: FlightdeckError, base: string, requestId: string): string {
  return doorPage({
    title: 'Sign-in',
    base: escapeText(base),
    content: `<h1>You are not signed in</h1>
<p>${escapeText(message)}</p>
<p>${escapeText(hint ?? '')}</p>
<p class="deeds"><a class="button" href="${escapeText(base)}auth/sign-in">Sign in</a></p>
<p><small>${escapeText(code)} · ${escapeText(requestId)}</small></p>`,
  });
}
