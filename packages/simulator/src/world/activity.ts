import { bitsOf, dayNumber } from '@flightdeck/catalog';
import { isSeated, type Person, type Population } from './people/people.ts';
import type { Surface } from './people/personas.ts';
import { chance, mix, Random } from './random.ts';
import { SINCE } from './timeline.ts';

/** Bits of one person's day. The lowest two say when the day's telemetry arrives: 0 at once … 3 after three days. */
export const BIT: Readonly<Record<Surface | 'row' | 'counted', number>> = bitsOf(
  [
    'row',
    'counted',
    'completion',
    'chat',
    'agent',
    'cli',
    'app',
    'cloudAgent',
    'reviewActive',
    'reviewPassive',
    'vscodeAgent',
    'agentApp',
  ],
  16,
  2,
);

/** Mask of the arrival bits. */
export const ARRIVAL = 3;

const SURFACES: readonly { readonly surface: Surface; readonly since: number; readonly grows: boolean }[] = [
  { surface: 'completion', since: 0, grows: false },
  { surface: 'chat', since: 0, grows: false },
  { surface: 'agent', since: 0, grows: true },
  { surface: 'cli', since: dayNumber(SINCE.cli), grows: true },
  { surface: 'app', since: dayNumber(SINCE.app), grows: true },
  { surface: 'cloudAgent', since: dayNumber(SINCE.codingAgentFlag), grows: true },
  { surface: 'reviewActive', since: dayNumber(SINCE.reviewFlags), grows: true },
  { surface: 'reviewPassive', since: dayNumber(SINCE.reviewFlags), grows: false },
  { surface: 'vscodeAgent', since: dayNumber(SINCE.vscodeAgents), grows: true },
  { surface: 'agentApp', since: dayNumber(SINCE.agentApps), grows: true },
];

const CLI_IN_TOTALS = dayNumber(SINCE.cliInTotals);
const APP_IN_TOTALS = dayNumber(SINCE.appInTotals);
const SERVER_SIDE = dayNumber(SINCE.serverSideUsers);
const IDE = BIT.completion | BIT.chat | BIT.agent;
const SERVER = BIT.cloudAgent | BIT.reviewActive | BIT.reviewPassive | BIT.agentApp;

/** What a person did on a day number, as bits; 0 when GitHub has nothing to say about them. `season` is `seasonOn(day)`. */
export function activityOn(population: Population, person: Person, day: number, season: number): number {
  if (!isSeated(person, day) || day >= person.lapsesOn) return 0;
  const { seed, first, last } = population;
  const random = new Random(mix(seed, person.index, day, 1));
  const progress = Math.min(1, Math.max(0, (day - first) / Math.max(90, last - first)));
  if (random.next() >= presence(population, person, day, progress) * season) return 0;
  let bits = 0;
  for (const { surface, since, grows } of SURFACES) {
    const share = person.persona.mix[surface];
    if (share === undefined || day < since) continue;
    if (random.next() < (grows ? share * (0.55 + 0.45 * progress) : share)) bits |= BIT[surface];
  }
  // The Agents window is a VS Code window, and review by request outranks review by assignment.
  if (person.ides[0] !== 'vscode' || (bits & IDE) === 0) bits &= ~BIT.vscodeAgent;
  if (bits & BIT.reviewActive) bits &= ~BIT.reviewPassive;
  return withStanding(bits, person, day) | arrivalOf(random.next());
}

/** Share of the usual presence on a day number: the last week of the year is quiet. */
export function seasonOn(day: number): number {
  const monthDay = new Date(day * 86_400_000).toISOString().slice(5, 10);
  return monthDay >= '12-24' || monthDay <= '01-01' ? 0.15 : 1;
}

function presence({ seed }: Population, person: Person, day: number, progress: number): number {
  const weekday = (day + 3) % 7;
  const [work, weekend] = person.persona.rhythm;
  const away = chance(seed, person.index, Math.floor((day + 3) / 7), 2) < 0.07;
  if (away) return 0;
  const midweek = weekday === 4 ? 0.9 : 1;
  return (weekday >= 5 ? weekend : work * midweek) * (0.65 + 0.35 * progress);
}

/** Adds whether a row exists and whether GitHub counts the person as active, by the rules in force on that day. */
function withStanding(bits: number, person: Person, day: number): number {
  const ide = (bits & IDE) !== 0;
  const server = day >= SERVER_SIDE && ((bits & SERVER) !== 0 || person.persona.serverOnly === true);
  const row = ide || server || (bits & (BIT.cli | BIT.app)) !== 0;
  if (!row) return 0;
  const counted =
    ide ||
    server ||
    ((bits & BIT.cli) !== 0 && day >= CLI_IN_TOTALS) ||
    ((bits & BIT.app) !== 0 && day >= APP_IN_TOTALS);
  return bits | BIT.row | (counted ? BIT.counted : 0);
}

function arrivalOf(draw: number): number {
  if (draw < 0.9) return 0;
  if (draw < 0.96) return 1;
  return draw < 0.99 ? 2 : 3;
}
