import type { SignIn } from '@flightdeck/app';
import type { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { doorPage } from './door-page.ts';

/** Path of the page, below the base; the secret follows a `#`, which browsers do not send. */
export const FIRST_ADMINISTRATOR_PATH = 'first-administrator';

/** Ways to sign in that Flightdeck begins itself. */
const SIGNS_IN: ReadonlySet<SignIn['mode']> = new Set(['oidc', 'github']);

/** The page; where Flightdeck signs people in itself, its script knows the way there. */
const toPage = (mode: SignIn['mode']): string =>
  doorPage({
    title: 'First administrator',
    base: '',
    script: `${FIRST_ADMINISTRATOR_PATH}.js`,
    content: `<h1>First administrator</h1>
<p>Whoever opens the link that the start of this Flightdeck printed becomes its administrator: they give roles, change settings and end
sessions, and see nobody's figures by that.</p>
<p class="deeds"><button class="button" type="button" id="become"${SIGNS_IN.has(mode) ? ` data-sign-in="auth/sign-in?return_to=/${FIRST_ADMINISTRATOR_PATH}"` : ''}>Become administrator</button></p>
<p class="says" id="says" role="status"></p>
<p class="deeds" id="on" hidden><a href="./">Open Flightdeck</a></p>`,
  });

/** Keeps the secret in this tab only, while the person signs in; whoever pressed the button before need not press it again. */
const SCRIPT = `'use strict';
const KEPT = 'flightdeck-first-administrator';
const before = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
const linked = location.hash.slice(1);
const secret = linked || before || '';
history.replaceState(null, '', location.pathname);
const says = document.getElementById('says');
const button = document.getElementById('become');
async function become() {
  button.disabled = true;
  says.textContent = '';
  try {
    const answer = await fetch('api/v1/first-administrator', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ secret }),
    });
    if (answer.ok) {
      location.assign('settings');
      return;
    }
    const problem = await answer.json();
    if (answer.status === 401 && problem.code === 'not_signed_in' && before === null && button.dataset.signIn) {
      sessionStorage.setItem(KEPT, secret);
      location.assign(button.dataset.signIn);
      return;
    }
    says.textContent = [problem.title, problem.hint].filter(Boolean).join(' ');
    document.getElementById('on').hidden = false;
  } catch {
    says.textContent = 'The server does not answer. Try again.';
  }
  button.disabled = false;
}
button.addEventListener('click', become);
if (secret === '') {
  button.disabled = true;
  says.textContent = 'Open the whole link that the start printed: what follows its # is missing.';
  document.getElementById('on').hidden = false;
} else if (linked === '') {
  become();
}
`;

/** Serves the page on which a signed-in person becomes the first administrator; it holds no secret, and sends one only once its button was pressed. */
export function mountFirstAdministratorPage(http: Hono<Env>, mode: SignIn['mode']): void {
  const page = toPage(mode);
  const headers = { 'Cache-Control': 'no-store' };
  http.get(`/${FIRST_ADMINISTRATOR_PATH}`, (context) =>
    context.body(page, 200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }),
  );
  http.get(`/${FIRST_ADMINISTRATOR_PATH}.js`, (context) =>
    context.body(SCRIPT, 200, { ...headers, 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
}
