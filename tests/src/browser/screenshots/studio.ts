import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { type Picture, readPicture } from './picture.ts';

/** Windows that pages are photographed in. */
export const WINDOWS = Object.freeze([
  { width: 1440, height: 1000 },
  { width: 390, height: 844 },
]);

/** Switches with which Chromium draws the same on every machine. */
export const STEADY = Object.freeze([
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  '--force-device-scale-factor=1',
  '--hide-scrollbars',
]);

/** Code that adds rules to the page it runs in; its content policy has no say in them. */
const addSheet = (css: string): string => `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(css)});
  document.adoptedStyleSheets.push(sheet);
}`;

/** Letters that are the same everywhere, no caret, and nothing on its way from one look to another. */
const STILL = `
  * { font-family: Screenshot, sans-serif !important; caret-color: transparent !important }
  *, *::before, *::after { transition: none !important; animation: none !important }
`;

/**
 * Fills what is hatched evenly with the mean of both colours, before it is painted: where the lines fall, and the edges,
 * differ each time.
 */
const FILL_EVENLY = `new MutationObserver(() => {
  for (const mark of document.querySelectorAll('[fill^="url(#"]')) {
    const pattern = document.getElementById(mark.getAttribute('fill').slice(5, -1));
    const [ground, line] = ['rect', 'line'].map((name) => pattern?.querySelector(name));
    if (!ground || !line) continue;
    const mean = 'color-mix(in srgb, ' + ground.getAttribute('fill') + ', ' + line.getAttribute('stroke') + ')';
    if (mark.dataset.mean === mean) continue;
    mark.dataset.mean = mean;
    mark.style.fill = mean;
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ['fill'] });`;

/** Two frames: what has changed is measured in the first and drawn in the second. */
const TWO_FRAMES = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))';

const require = createRequire(import.meta.url);

/** Inter in the weights the app uses, as base64: the same letters on every machine. */
const FONTS = [400, 600, 700].map((weight) => ({
  weight: String(weight),
  data: readFileSync(require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`)).toString('base64'),
}));

/**
 * Runs in the page before its own code; a string, because it is no code of Node. No element gets the letters before they
 * are there: widths in `ch` would stay those of other letters.
 */
const SET_TYPE = `
  globalThis.typeIsSet = Promise.all(${JSON.stringify(FONTS)}.map(({ weight, data }) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const face = new FontFace('Screenshot', bytes, { weight });
    document.fonts.add(face);
    return face.load();
  })).then(() => {
    ${addSheet(STILL)}
  });
  ${FILL_EVENLY}
`;

/** Matches once all of the page is there. */
const DRAWN = 'html:has(main[data-drawn]):not(:has(main .fd-skeleton))';

/** One window of a browser, in which pages are opened one after the other. */
export interface Studio {
  /** Opens the page at the address and photographs it from top to bottom. */
  shoot(url: string): Promise<Picture>;
  /** The page, for tests that change it. */
  readonly page: Page;
  /** Adds rules of CSS to the page. */
  restyle(css: string): Promise<void>;
  /** Photographs what stands there now. */
  again(): Promise<Picture>;
  close(): Promise<void>;
}

/** A window at a fixed instant, ISO, without motion. */
export async function openStudio(
  browser: Browser,
  options: NonNullable<Parameters<Browser['newContext']>[0]>,
  now: string,
): Promise<Studio> {
  const context: BrowserContext = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    ...options,
  });
  await context.addInitScript(SET_TYPE);
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(now));
  const session: CDPSession = await context.newCDPSession(page);
  const again = async (): Promise<Picture> => {
    await page.evaluate('typeIsSet');
    await page.evaluate(TWO_FRAMES);
    await page.locator(DRAWN).waitFor();
    const { cssContentSize } = await session.send('Page.getLayoutMetrics');
    const clip = { x: 0, y: 0, width: cssContentSize.width, height: Math.ceil(cssContentSize.height), scale: 1 };
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: true,
      optimizeForSpeed: true,
      clip,
    });
    return readPicture(Buffer.from(data, 'base64'));
  };
  return {
    page,
    again,
    async restyle(css) {
      await page.evaluate(addSheet(css));
    },
    async shoot(url) {
      await page.goto(url);
      return again();
    },
    close: () => context.close(),
  };
}
