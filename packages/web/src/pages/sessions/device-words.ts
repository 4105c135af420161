import * as text from '../../text/pages/sessions.ts';

/**
 * Browsers by what they alone, or they first, write into their name: Edge says that it is Chrome, and Chrome that it is Safari.
 * @source developer.mozilla.org, "Browser detection using the user agent string".
 */
const BROWSERS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\b(?:OPR|Opera)\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Vivaldi', /\bVivaldi\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\/(\d+)/],
  ['Safari', /\bVersion\/(\d{1,5})[\d.]{0,20} (?:Mobile\/\w{1,20} )?Safari\//],
  ['curl', /^curl\/(\d+)/],
];

/** Systems, the narrower first: Android says that it is Linux, an iPad that it is a Mac only without "Mobile". */
const SYSTEMS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows NT\b/],
  ['macOS', /\bMac(?:intosh| OS X)\b/],
  ['Linux', /\b(?:Linux|X11)\b/],
];

/** Browser and system of a User-Agent in words: `Firefox 128 on Windows`. */
export function deviceWords(agent: string | null): string {
  if (agent === null || agent.trim() === '') return text.noAgent;
  const system = SYSTEMS.find(([, sign]) => sign.test(agent))?.[0] ?? null;
  for (const [name, sign] of BROWSERS) {
    const version = sign.exec(agent)?.[1];
    if (version !== undefined) return text.device({ browser: `${name} ${version}`, system });
  }
  return text.device({ browser: text.unknownBrowser, system });
}
