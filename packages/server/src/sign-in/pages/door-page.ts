/** A page before the web app: its title, the HTML of its content, and where it stands. */
interface DoorPage {
  readonly title: string;
  /** HTML; text of others in it is escaped. */
  readonly content: string;
  /** Base path of the server, `/` at its end, or '' for what stands beside the page. */
  readonly base: string;
  /** Script beside the page. */
  readonly script?: string;
}

/** Colours are those of the web app's theme. */
const STYLE = `
:root { color-scheme: light dark; --canvas: #f5f6f8; --surface: #fff; --line: #e3e6eb; --text: #161a22; --text2: #434a58; --text3: #5d6573; --focus: #2457c5 }
@media (prefers-color-scheme: dark) { :root { --canvas: #0d1015; --surface: #14181f; --line: #252b35; --text: #e9ecf1; --text2: #b4bbc7; --text3: #8f98a7; --focus: #7fa8f8 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--canvas); color: var(--text2); font: 14px/21px -apple-system, "Segoe UI", Inter, "Noto Sans", Ubuntu, Roboto, sans-serif }
main { display: grid; place-items: center; min-height: 100vh; padding: 24px 12px 12vh }
.card { width: 100%; max-width: 460px; padding: 28px 32px 32px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface) }
.mark { display: flex; align-items: center; gap: 10px; margin: 0 0 22px; color: var(--text); font-size: 16px; font-weight: 650 }
h1 { margin: 10px 0 8px; color: var(--text); font-size: 20px; line-height: 28px; font-weight: 650 }
p { margin: 0; overflow-wrap: anywhere }
p + p { margin-top: 10px }
.deeds { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin-top: 18px }
.button { display: inline-flex; align-items: center; min-height: 36px; padding: 0 14px; border: 1px solid var(--text); border-radius: 7px; background: var(--text); color: var(--surface); font: inherit; font-size: 13px; text-decoration: none; cursor: pointer }
.button:disabled { opacity: .6; cursor: default }
a { color: var(--focus) }
[hidden] { display: none !important }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
.says { margin-top: 18px; color: var(--text) }
small { color: var(--text3); font-size: 13px }
@media (max-width: 760px) { .card { padding: 22px 20px 24px } }
`;

/** The HTML of a page that looks like the web app without needing it. */
export function doorPage({ title, content, base, script }: DoorPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Flightdeck</title>
<link rel="icon" href="${base}favicon.svg">
<style>${STYLE}</style>
${script === undefined ? '' : `<script src="${script}" defer></script>\n`}</head>
<body>
<main data-drawn>
<div class="card">
<p class="mark"><img src="${base}favicon.svg" alt="" width="28" height="28"> Flightdeck</p>
${content}
</div>
</main>
</body>
</html>
`;
}
