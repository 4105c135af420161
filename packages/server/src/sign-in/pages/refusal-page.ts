import type { FlightdeckError } from '@flightdeck/catalog';

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);
const escapeText = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPED.get(letter) ?? letter);

/** The HTML of a page without scripts that says why a person was not let in, with a link to try again. */
export function refusalPage({ message, hint, code }: FlightdeckError, base: string, requestId: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Sign-in · Flightdeck</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem } small { opacity: .7 }</style>
</head>
<body>
<main>
<h1>You are not signed in</h1>
<p>${escapeText(message)}</p>
<p>${escapeText(hint ?? '')}</p>
<p><a href="${escapeText(base)}auth/sign-in">Sign in</a></p>
<p><small>${escapeText(code)} · ${escapeText(requestId)}</small></p>
</main>
</body>
</html>
`;
}
