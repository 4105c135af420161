import { addDays, type Day } from '@flightdeck/catalog';
import { createRandom } from './cases.ts';
import type { Cell } from './rows.ts';

/** What one person did on one day of a world; whoever is `late` was not in the export of that day. */
export interface Doing {
  readonly day: Day;
  readonly id: number;
  readonly cells: readonly Cell[];
  readonly late: boolean;
  /** True: of the enterprise, and of no organization. */
  readonly elsewhere: boolean;
  /** AI credits of the person that day, which the bill has under the person's login. */
  readonly credits: number;
}

/** A person in the list of seats of a world's last day. */
export interface Seated {
  readonly id: number;
  readonly grants: 1 | 2;
  /** Day of the last recorded use: one of the world's, or one long before. */
  readonly used: Day;
}

/** A few people on two days, with every variation GitHub's rows can have. */
export interface SmallWorld {
  readonly seed: number;
  readonly days: readonly [Day, Day];
  readonly doings: readonly Doing[];
  /** Which completions the breakdown by model holds. */
  readonly modelled: 'none' | 'some' | 'all';
  /** True: the breakdown by editor holds the CLI, against the reference. */
  readonly cliInEditors: boolean;
  readonly seated: readonly Seated[];
  /** Credits that the bill of the last day charges to nobody. */
  readonly personless: number;
}

export type Draw = <T>(values: readonly T[]) => T;

/** Draws from the values, alike for the same seed. */
export function drawFrom(seed: number): { readonly draw: Draw; readonly upTo: (most: number) => number } {
  const random = createRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  return { upTo, draw: (values) => values[upTo(values.length - 1)] as (typeof values)[number] };
}

const FIRST: Day = '2020-01-01';

/** The world of a seed; worlds lie four days apart, so that many fit into one store. */
export function createSmallWorld(seed: number): SmallWorld {
  const { draw, upTo } = drawFrom(seed * 7919 + 1);
  const first = addDays(FIRST, seed * 4);
  const days = [first, addDays(first, 1)] as const;
  const modelled = draw(['none', 'some', 'all'] as const);
  const cliInEditors = draw([true, false, false]);
  const isLate = draw([true, false, false]);
  const people = 2 + upTo(4);
  // Drawn apart, so that what people did does not depend on seats and bills.
  const aside = drawFrom(seed * 104_729 + 3);
  const doings = days.flatMap((day) =>
    Array.from({ length: people }, (_, index) => index + 1).flatMap((id): Doing[] => {
      // Not everyone is in the reports of each day.
      if (upTo(3) === 0) return [];
      const cells = Array.from({ length: upTo(3) }, () => drawCell(draw, upTo, modelled, cliInEditors));
      return [{ day, id, cells, late: isLate && upTo(2) === 0, elsewhere: id > 4, credits: aside.upTo(5) }];
    }),
  );
  const seated = Array.from({ length: people + 2 }, (_, index) => index + 1).flatMap((id): Seated[] =>
    aside.upTo(3) === 0
      ? []
      : [{ id, grants: aside.draw([1, 1, 2]), used: aside.draw([...days, addDays(first, -40)]) }],
  );
  return { seed, days, doings, modelled, cliInEditors, seated, personless: aside.draw([0, 0, 5, 12]) };
}

function drawCell(
  draw: Draw,
  upTo: (most: number) => number,
  modelled: SmallWorld['modelled'],
  cliInEditors: boolean,
): Cell {
  const outputs = 1 + upTo(9);
  switch (draw(['completion', 'completion', 'ask', 'ask', 'unknown mode', 'cli', 'app'] as const)) {
    case 'completion': {
      const hasModel = modelled === 'all' || (modelled === 'some' && upTo(1) === 0);
      const language = draw(['go', 'python', 'Unknown']);
      return {
        feature: 'code_completion',
        language,
        outputs,
        accepted: upTo(outputs),
        ...(hasModel && { model: 'auto' }),
      };
    }
    case 'ask':
      return {
        feature: 'chat_panel_ask_mode',
        model: draw(['gpt-5.4', 'Unknown']),
        language: draw(['go', 'unknown']),
        outputs,
        prompts: 1 + upTo(4),
      };
    case 'unknown mode':
      return { feature: 'chat_panel_unknown_mode', model: 'gpt-5.4', outputs, prompts: 1 };
    case 'cli':
      return { feature: 'copilot_cli', ide: cliInEditors ? 'vscode' : null, outputs, prompts: 1 + upTo(2) };
    case 'app':
      return { feature: 'copilot_app', ide: null, outputs, prompts: 1 };
  }
}
