import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChrome } from './chrome.ts';
import { type DemoServer, startDemoServer } from './server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** What of a server a visit needs. */
type Served = Pick<DemoServer, 'url' | 'stop'>;

/** A demo server and a browser for the tests of one file. */
export interface Visit {
  /** Address of the server; only inside of tests. */
  url(): string;
  browser(): Browser;
  /** A fresh page at the path, its data drawn; whatever it complains about is remembered. */
  open(path: string, options?: Parameters<Browser['newPage']>[0]): Promise<Page>;
  /** Errors of pages, and what their content policy refused. */
  readonly complaints: string[];
}

/** The same for a demo of so many people and days. TEST_DEMO_URL names a server that shows it already, such as a container. */
export const visitDemo = (people: number, days: number): Visit =>
  visit(async () => {
    const url = process.env.TEST_DEMO_URL;
    return url === undefined ? startDemoServer(people, days) : { url, stop: async () => undefined };
  });

/** Starts both before the tests of the file and ends them after. */
export function visit(start: () => Promise<Served>, launch: () => Promise<Browser> = launchChrome): Visit {
  let server: Served | undefined;
  let browser: Browser | undefined;
  const complaints: string[] = [];
  const running = <T>(what: T | undefined): T => {
    if (what === undefined) throw new Error('The demo is not started yet.');
    return what;
  };
  beforeAll(async () => {
    server = await start();
    browser = await launch();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    url: () => running(server).url,
    browser: () => running(browser),
    complaints,
    async open(path, options = {}) {
      const page = await running(browser).newPage({ viewport: { width: 1440, height: 1000 }, ...options });
      page.on('console', (message) => message.type() === 'error' && complaints.push(`${path}: ${message.text()}`));
      page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
      await page.goto(`${running(server).url}${path}`);
      await page.waitForLoadState('networkidle');
      return page;
    },
  };
}

/** What axe finds serious or critical on the page, each with the elements it means. */
export async function seriousOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run()')) as { readonly violations: readonly Violation[] };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
