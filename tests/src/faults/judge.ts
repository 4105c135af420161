import type { Ended, Ran } from './requests.ts';

/** What a message must say of what happened. */
const NAMED = /no space left|disk failed|mounted read-only|may not read or write|cannot be made/;
/** A remedy. */
const REMEDY = /Free some space|system log|Mount it|Give the user|Set FLIGHTDECK_DATA/;

/** What is wrong with how a command ended whose disk failed, each in a few words; none when all is as it must be. */
export function judge(ran: Ran, disk: string, wanted: string | null): readonly string[] {
  const { error, says, content, next } = ran;
  const isWhole = error === null && says.length === 0;
  if (isWhole)
    return [...(content === wanted ? [] : ['all was said to be well, and it was not']), ...judgeNext(next, wanted)];
  const text = [error?.text ?? '', ...says].join('\n');
  return [
    ...(error?.exitCode === 0 ? ['exit code 0'] : []),
    ...(/\bbug\b/.test(text) ? [`a bug: ${text}`] : []),
    ...(NAMED.test(text) && text.includes(disk) ? [] : [`the disk is not named: ${text}`]),
    ...(REMEDY.test(text) ? [] : [`no remedy: ${text}`]),
    ...judgeNext(next, wanted),
  ];
}

/** The same of the run after it, on a sound disk. */
export function judgeNext(
  next: (Ended & { readonly content: string | null }) | null,
  wanted: string | null,
): readonly string[] {
  if (next === null) return ['there was no next run'];
  return [
    ...(next.error === null && next.says.length === 0
      ? []
      : [`the next run: ${JSON.stringify([next.error, next.says])}`]),
    ...(next.content === wanted ? [] : ['the next run left something else']),
  ];
}
