import { chance, mix } from '../random.ts';
import { loginOf } from './names.ts';
import { PERSONAS, type Persona } from './personas.ts';

/** What never changes about a person, or changes on a known day number. */
export interface Person {
  readonly index: number;
  /** GitHub's user id. */
  readonly id: number;
  readonly login: string;
  /** Login from `renamedOn` on; the same as `login` for everybody else. */
  readonly newLogin: string;
  readonly renamedOn: number;
  readonly persona: Persona;
  /** Bit n is membership of organization n. */
  readonly organizations: number;
  /** The organization that pays for the seat. */
  readonly home: number;
  readonly seated: boolean;
  /** First and last day number with a seat. */
  readonly seatFrom: number;
  readonly seatTo: number;
  /** Day number from which the person no longer uses the seat. */
  readonly lapsesOn: number;
  readonly volume: number;
  readonly ides: readonly string[];
  readonly languages: readonly string[];
  /** An old editor extension: modes and models are often unknown. */
  readonly oldClient: boolean;
}

/** The facts of a simulation that decide who its people are. */
export interface Population {
  readonly seed: number;
  readonly organizations: number;
  /** Day number of the first and last day of history. */
  readonly first: number;
  readonly last: number;
}

const STACKS: readonly { readonly ides: readonly string[]; readonly languages: readonly string[] }[] = [
  { ides: ['vscode'], languages: ['typescript', 'javascript', 'css', 'html', 'json'] },
  { ides: ['vscode'], languages: ['python', 'sql', 'yaml', 'jupyter', 'markdown'] },
  { ides: ['intellij', 'vscode'], languages: ['java', 'kotlin', 'xml', 'sql', 'yaml'] },
  { ides: ['visualstudio', 'vscode'], languages: ['csharp', 'sql', 'razor', 'json', 'xml'] },
  { ides: ['vscode', 'neovim'], languages: ['go', 'terraform', 'yaml', 'bash', 'dockerfile'] },
  { ides: ['pycharm', 'vscode'], languages: ['python', 'sql', 'markdown', 'yaml', 'toml'] },
  { ides: ['xcode', 'vscode'], languages: ['swift', 'ruby', 'json', 'markdown', 'yaml'] },
  { ides: ['vscode', 'zed'], languages: ['rust', 'toml', 'cpp', 'markdown', 'bash'] },
  { ides: ['eclipse', 'others'], languages: ['java', 'xml', 'others', 'sql', 'unknown'] },
];

const NEVER = 1e9;
const LEAST_SPAN = 100;

/** The person at a place of the population; the same for the same seed, whoever else is created. */
export function createPerson(population: Population, index: number): Person {
  const { seed, first, last } = population;
  const draw = (what: number) => chance(seed, index, what);
  const span = Math.max(1, last - first);
  // One person, an active one for the whole history, changes their login on the way.
  const renamed = index === 3;
  const newcomer = !renamed && draw(1) < 0.09;
  const leaver = !renamed && !newcomer && draw(1) > 0.95;
  const login = loginOf(index);
  const stack = STACKS[Math.floor(draw(3) ** 1.4 * STACKS.length)] ?? STACKS[0];
  const { home, organizations } = membership(population, index);
  return {
    index,
    id: 4_100_000 + index * 7 + (mix(seed, 77) % 5),
    login,
    newLogin: renamed ? `${login}-dev` : login,
    renamedOn: renamed ? first + Math.ceil(span * 0.6) : NEVER,
    persona: personaAt(renamed ? 0 : draw(2)),
    organizations,
    home,
    seated: renamed || draw(4) >= 0.03,
    seatFrom: newcomer ? first + Math.floor(draw(5) * span * 0.9) : first - 200 + Math.floor(draw(5) * 90),
    seatTo: leaver ? first + Math.floor((0.25 + 0.7 * draw(6)) * span) : NEVER,
    // Somebody stops for good only where the history is long enough to see it.
    lapsesOn:
      !renamed && span > LEAST_SPAN && draw(13) < 0.15 ? first + Math.floor(span * (0.15 + 0.8 * draw(14))) : NEVER,
    volume: 0.45 + draw(7) * 1.1,
    ides: stack?.ides ?? ['vscode'],
    languages: stack?.languages ?? ['python'],
    oldClient: draw(8) < 0.06,
  };
}

/** The login on a day number. */
export function loginOn(person: Person, day: number): string {
  return day >= person.renamedOn ? person.newLogin : person.login;
}

/** True when the person holds a seat on that day number. */
export function isSeated(person: Person, day: number): boolean {
  return person.seated && day >= person.seatFrom && day <= person.seatTo;
}

function personaAt(draw: number): Persona {
  let upTo = 0;
  for (const persona of PERSONAS) {
    upTo += persona.share;
    if (draw < upTo) return persona;
  }
  return PERSONAS[0] as Persona;
}

function membership({ seed, organizations }: Population, index: number): { home: number; organizations: number } {
  if (organizations === 1) return { home: 0, organizations: 1 };
  // The first organization is the big one: six people of seven belong to it, the rest to one of the others.
  const home = chance(seed, index, 9) < 0.86 ? 0 : 1 + (mix(seed, index, 10) % (organizations - 1));
  const second =
    chance(seed, index, 11) < 0.08 ? (home + 1 + (mix(seed, index, 12) % (organizations - 1))) % organizations : home;
  return { home, organizations: (1 << home) | (1 << second) };
}
