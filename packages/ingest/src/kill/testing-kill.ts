import { isDeepStrictEqual } from 'node:util';
import type { Content } from './testing-content.ts';
import type { Aim } from './testing-plan.ts';
import { type Ended, runChild } from './testing-run.ts';

/** Work that is killed again and again. */
export interface Killed {
  readonly child: string;
  /** A folder in which the work is still to be done. */
  begin(): string;
  /** Arguments of the child that does the work, without its aim. */
  args(folder: string): readonly string[];
  /** Those of the one that runs last and says what the folder then holds; the same unless named. */
  last?(folder: string): readonly string[];
  /** What an uninterrupted run leaves; what the first run of this one does unless named. */
  readonly expected?: Content;
}

/** What came of the kills. */
export interface KillTally {
  readonly kills: number;
  /** Processes it took. */
  readonly runs: number;
  /** Kills at each named point. */
  readonly at: ReadonlyMap<string, number>;
  /** The kills of each folder that failed, or whose content was another than that of an uninterrupted run. */
  readonly differing: readonly string[];
  /** What an uninterrupted run left. */
  readonly content: Content;
}

/** What every run passes before it has done anything. */
const FIRST_POINT = 'begin';

/** Most kills along one folder before its content is compared. */
const CHAIN = 24;

/**
 * Kills the work at each aim, each time going on with what the last one left, until the work is done or a chain is long
 * enough; then the content is compared and a new folder begun. A point that what is left no longer passes is met in the
 * new folder, at its first pass if need be.
 * @throws when the work fails without being killed.
 */
export async function killAlong(aims: readonly Aim[], work: Killed): Promise<KillTally> {
  const { child, begin, args, last = args } = work;
  const at = new Map<string, number>();
  const differing: string[] = [];
  let kills = 0;
  let runs = 0;
  let folder = begin();
  let chain: string[] = [];

  const run = (...[child, args, circumstances]: Parameters<typeof runChild>): Promise<Ended> => {
    runs += 1;
    return runChild(child, args, circumstances);
  };

  const whole = await run(child, args(folder));
  const content = await contentAfter(whole.killed || whole.content === null);
  const expected = work.expected ?? content;
  if (!isDeepStrictEqual(content, expected)) differing.push('not killed at all');
  const usualMs = whole.tookMs;
  anew();

  async function contentAfter(isUnknown: boolean): Promise<Content> {
    const ended = isUnknown ? await run(child, last(folder)) : whole;
    if (ended.killed || ended.outcome === 'failed' || ended.content === null) throw new Error('the last run failed');
    return ended.content;
  }
  function anew(): void {
    folder = begin();
    chain = [];
  }
  /** True when the aim was met; when the work came to its end instead, its content is compared and a new folder begun. */
  async function meet(aim: Aim): Promise<boolean> {
    const name = aim.kind === 'point' ? `${aim.point} ${aim.pass}` : `after ${Math.round(aim.share * usualMs)} ms`;
    const ended = await run(child, args(folder), { aim, usualMs });
    if (ended.killed) chain.push(name);
    if (ended.killed) kills += 1;
    if (!ended.killed) compare(ended.content ?? (await contentAfter(true)));
    return ended.killed;
  }
  function compare(found: Content): void {
    if (!isDeepStrictEqual(found, expected)) differing.push(`${chain.join(', ')}: another content`);
    anew();
  }
  for (const aim of aims) {
    try {
      if (chain.length >= CHAIN) compare(await contentAfter(true));
      let isMet = false;
      for (const attempt of [aim, ...nearer(aim)]) {
        isMet = await meet(attempt);
        if (isMet) break;
      }
      if (isMet && aim.kind === 'point') at.set(aim.point, (at.get(aim.point) ?? 0) + 1);
    } catch (error) {
      differing.push(`${chain.join(', ')}, then ${JSON.stringify(aim)}: ${error}`);
      anew();
    }
  }
  if (chain.length > 0) compare(await contentAfter(true));
  return { kills, runs, at, differing, content };
}

/**
 * The aim again and nearer to the beginning of the work, for new folders. A point is looked for in both of the kinds that new
 * folders alternate between, at its first pass at the latest; a moment ends in the point that every run passes first,
 * as how long a run takes changes with what else the machine does.
 */
function nearer(aim: Aim): readonly Aim[] {
  if (aim.kind === 'moment')
    return [
      ...[2, 4].map((parts): Aim => ({ ...aim, share: aim.share / parts })),
      { kind: 'point', point: FIRST_POINT, pass: 1 },
    ];
  const first = { ...aim, pass: 1 };
  return aim.pass === 1 ? [aim, aim] : [aim, first, first];
}
