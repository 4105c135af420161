import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { report } from './measure.ts';

const CHROME = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge'];
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync';

/** Work in a headless browser of this machine; says so and does nothing where there is none. */
export async function inBrowser(work: (browser: Browser) => Promise<void>): Promise<void> {
  const executablePath = CHROME.find((path) => existsSync(path));
  if (executablePath === undefined) {
    console.log('\nNo browser found: page timings skipped');
    return;
  }
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

/** Keeps the end of the last task over 50 ms, and when the numbers were drawn: of the cards in the window, and of all. */
const WATCH = `
  window.bench = { busy: 0, drawn: 0, all: 0 };
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.bench.busy = Math.max(window.bench.busy, task.startTime + task.duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    const done = document.querySelector('.fd-grid svg') && !document.querySelector('.fd-skeleton');
    if (done && window.bench.drawn === 0) window.bench.drawn = performance.now();
    if (done && !document.querySelector('.fd-card-waiting')) window.bench.all = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

/** Overview on a processor four times slower: from the address to drawn numbers and no task over 50 ms after them. */
export async function benchInteractive(browser: Browser, url: string): Promise<void> {
  const times: number[] = [];
  const wholes: number[] = [];
  // The first load also fills the server's cache of answers; it is not counted.
  for (let run = 0; run < 4; run++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(url);
    await until(
      page,
      'window.bench.all > 0 && performance.now() - Math.max(window.bench.all, window.bench.busy) > 1000',
    );
    const took = Number(await page.evaluate('Math.max(window.bench.drawn, window.bench.busy)'));
    if (run > 0) times.push(took);
    if (run > 0) wholes.push(Number(await page.evaluate('window.bench.all')));
    await context.close();
  }
  const median = (all: number[]): number => all.sort((a, b) => a - b)[1] ?? Number.NaN;
  report('Overview interactive, processor 4× slowed', median(times), 'ms', 2500);
  report('all its cards drawn', median(wholes), 'ms', null);
}

/** Scrolls the table of people to its end and measures the longest frames. */
export async function benchScrolling(browser: Browser, url: string, people: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(`${url}/people`);
  await page.locator('#people-everyone').scrollIntoViewIfNeeded();
  await until(page, '!document.querySelector("#people-everyone .fd-skeleton")');
  const scroller = await tableOf(page);
  await page.mouse.move(scroller.x, scroller.y);
  await page.waitForTimeout(500);
  await page.evaluate(`
    window.frames_ = []; let last = performance.now();
    const frame = (now) => { window.frames_.push(now - last); last = now; window.going = requestAnimationFrame(frame); };
    window.going = requestAnimationFrame(frame);
  `);
  for (let turn = 0; turn < 200; turn++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
  const frames = (await page.evaluate('cancelAnimationFrame(window.going); window.frames_.slice(1)')) as number[];
  const long = frames.filter((ms) => ms > 50).length;
  console.log(`${frames.length} frames while scrolling ${people.toLocaleString('en')} people`);
  report('frames over 50 ms while scrolling', long, '', 0);
  report('longest frame while scrolling', Math.max(...frames), 'ms', 50);
  await page.close();
}

async function tableOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('#people-everyone .fd-table-wrap').boundingBox();
  if (!box) throw new Error('the table of people is not on the page');
  return { x: box.x + box.width / 2, y: Math.min(box.y + 200, 900) };
}

/** Asks the page until the expression is true; its content policy forbids the browser's own waiting for functions. */
async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await page.evaluate(expression)) === true) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`the page never came to: ${expression}`);
}
