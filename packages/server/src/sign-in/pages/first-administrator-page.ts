import type { Hono } from 'hono';
import type { Env } from '../../http/env.ts';

/** Path of the page, below the base; the secret follows a `#`, which browsers do not send. */
export const FIRST_ADMINISTRATOR_PATH = 'first-administrator';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>First administrator · Flightdeck</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem } button { font: inherit; padding: .4rem 1rem }</style>
<script src="first-administrator.js" defer></script>
</head>
<body>
<main>
<h1>First administrator</h1>
<p>Nobody administers this Flightdeck yet. Whoever opens this link becomes its administrator: they give roles, change settings and end
sessions, and see nobody's figures by that.</p>
<p><button type="button" id="become">Become administrator</button></p>
<p id="says" role="status"></p>
</main>
</body>
</html>
`;

/** Keeps the secret in this tab only, while the person signs in. */
const SCRIPT = `'use strict';
const KEPT = 'flightdeck-first-administrator';
const secret = location.hash.slice(1) || sessionStorage.getItem(KEPT) || '';
history.replaceState(null, '', location.pathname);
const says = document.getElementById('says');
const button = document.getElementById('become');
button.addEventListener('click', async () => {
  button.disabled = true;
  says.textContent = '';
  try {
    const answer = await fetch('api/v1/first-administrator', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ secret }),
    });
    if (answer.status === 401) {
      sessionStorage.setItem(KEPT, secret);
      location.assign('auth/sign-in?return_to=/first-administrator');
      return;
    }
    sessionStorage.removeItem(KEPT);
    if (answer.ok) {
      location.assign('./');
      return;
    }
    const problem = await answer.json();
    says.textContent = [problem.title, problem.hint].filter(Boolean).join(' ');
  } catch {
    says.textContent = 'The server does not answer. Try again.';
  }
  button.disabled = false;
});
`;

/** Serves the page on which a signed-in person becomes the first administrator; it holds no secret and sends nothing by itself. */
export function mountFirstAdministratorPage(http: Hono<Env>): void {
  const headers = { 'Cache-Control': 'no-store' };
  http.get(`/${FIRST_ADMINISTRATOR_PATH}`, (context) =>
    context.body(PAGE, 200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }),
  );
  http.get(`/${FIRST_ADMINISTRATOR_PATH}.js`, (context) =>
    context.body(SCRIPT, 200, { ...headers, 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
}
