import { dayNumber } from '@flightdeck/catalog';
import { BIT } from './activity.ts';
import type { Settled } from './history.ts';
import type { Person } from './people/people.ts';
import { chance, mix, Random } from './random.ts';
import { SINCE } from './timeline.ts';

/** The smallest piece of activity; every total and breakdown is a sum of cells. */
export interface Cell {
  /** Null outside editors: CLI and app. */
  readonly ide: string | null;
  readonly feature: string;
  readonly language: string;
  /** Null for completions, which the model breakdowns leave out. */
  readonly model: string | null;
  /** The seven counters in the order of `COUNTERS`. */
  readonly counts: readonly number[];
}

const MODELS: readonly { readonly from: number; readonly models: readonly string[] }[] = [
  { from: 0, models: ['gpt-4.1', 'claude-sonnet-4', 'gpt-5', 'gpt-4o-mini'] },
  { from: dayNumber('2025-11-20'), models: ['claude-sonnet-4.5', 'gpt-5', 'gpt-4.1', 'gemini-2.5-pro', 'gpt-4o-mini'] },
  {
    from: dayNumber('2026-03-10'),
    models: ['claude-sonnet-4.6', 'gpt-5.2', 'claude-sonnet-4.5', 'gemini-3-pro', 'gpt-4o-mini'],
  },
  {
    from: dayNumber('2026-07-01'),
    models: ['claude-sonnet-4.6', 'gpt-5.4', 'claude-opus-4.6', 'gemini-3-pro', 'others'],
  },
];

const PLAN_MODE = dayNumber(SINCE.planMode);
const AUTO_RESOLVED = dayNumber(SINCE.autoModelResolved);
const CLI_IN_TOTALS = dayNumber(SINCE.cliInTotals);
const CLI_LINES = dayNumber(SINCE.cliSuggestedLines);
const APP_IN_TOTALS = dayNumber(SINCE.appInTotals);

/** The cells of one person's day; none when the day has no counted activity. */
export function cellsOf(seed: number, person: Person, day: number, bits: number, settled: Settled): Cell[] {
  const random = new Random(mix(seed, person.index, day, 3));
  const volume = person.volume * person.persona.volume;
  const cells: Cell[] = [];
  const models = MODELS.findLast(({ from }) => day >= from)?.models ?? ['unknown'];
  const language = () => (random.next() < 0.1 ? 'unknown' : random.pick(person.languages, 1.8));
  const ide = () => (random.next() < 0.88 ? (person.ides[0] ?? 'vscode') : random.pick(person.ides));
  const model = () => modelFor(random, models, person, day);

  if (bits & BIT.completion) {
    const editor = ide();
    for (let n = random.between(1, 3); n > 0; n--) {
      const generated = 1 + random.around(34 * volume);
      const accepted = Math.min(generated, Math.round(generated * (0.16 + random.next() * 0.26)));
      const suggested = generated + random.around(generated * 0.9);
      const added = accepted + Math.min(suggested - generated, random.around(accepted * 0.4));
      add(editor, 'code_completion', language(), null, [0, generated, accepted, suggested, 0, added, 0]);
    }
  }
  if (bits & BIT.chat) {
    const editor = ide();
    for (const feature of chatFeatures(random, person)) {
      const prompts = 1 + random.around(5 * volume);
      const generated = random.around(prompts * 1.4);
      const accepted = Math.min(generated, random.around(generated * 0.35));
      const suggested = generated * random.between(3, 12);
      const added = Math.min(suggested, accepted * random.between(2, 8));
      add(editor, feature, language(), model(), [prompts, generated, accepted, suggested, 0, added, 0]);
    }
  }
  if (bits & BIT.agent) {
    const editor = ide();
    for (const feature of agentModes(random, day)) {
      const prompts = 1 + random.around(4 * volume);
      const generated = prompts + random.around(prompts * 2);
      add(editor, feature, language(), model(), [
        prompts,
        generated,
        0,
        generated * random.between(2, 9),
        0,
        random.around(6),
        0,
      ]);
    }
    for (let n = random.between(1, 2); n > 0; n--) {
      const edits = 1 + random.around(26 * volume);
      add(editor, 'agent_edit', language(), model(), [
        0,
        edits,
        0,
        0,
        0,
        random.around(edits * 7),
        random.around(edits * 2.4),
      ]);
    }
  }
  if (bits & BIT.cli && day >= CLI_IN_TOTALS) {
    const prompts = cliPrompts(seed, person, day, volume);
    const added = random.around(prompts * 18);
    const deleted = random.around(prompts * 5);
    const lines = day >= CLI_LINES ? [added + random.around(20), deleted + random.around(4)] : [0, 0];
    add(null, 'copilot_cli', language(), model(), [
      prompts,
      random.around(prompts * 3),
      0,
      lines[0] ?? 0,
      lines[1] ?? 0,
      added,
      deleted,
    ]);
  }
  if (bits & BIT.app && day >= APP_IN_TOTALS) {
    const prompts = appPrompts(seed, person, day, volume);
    const added = random.around(prompts * 14);
    const deleted = random.around(prompts * 4);
    const generated = random.around(prompts * 2);
    add(null, 'copilot_app', language(), model(), [
      prompts,
      generated,
      Math.min(generated, random.between(0, 2)),
      added,
      deleted,
      added,
      deleted,
    ]);
  }
  return cells;

  function add(
    editor: string | null,
    feature: string,
    name: string,
    with_: string | null,
    counts: readonly number[],
  ): void {
    const arrived = arrivedShare(seed, person, day, settled);
    cells.push({
      ide: editor,
      feature,
      language: name,
      model: with_,
      counts: arrived === 1 ? counts : counts.map((count) => Math.ceil(count * arrived)),
    });
  }
}

/** How much of a person's day has arrived by now, 0.5–1: some editors report with delay. */
export function arrivedShare(seed: number, person: Person, day: number, settled: Settled): number {
  if (settled === 3) return 1;
  return chance(seed, person.index, day, 4) < 0.1 * (3 - settled) ? 0.5 + 0.15 * settled : 1;
}

/** Prompts sent in the CLI on a day with CLI use, at least 1. */
export function cliPrompts(seed: number, person: Person, day: number, volume: number): number {
  return 1 + new Random(mix(seed, person.index, day, 5)).around(6 * volume);
}

/** Prompts sent in the Copilot app on a day with app use, at least 1. */
export function appPrompts(seed: number, person: Person, day: number, volume: number): number {
  return 1 + new Random(mix(seed, person.index, day, 6)).around(4 * volume);
}

function chatFeatures(random: Random, person: Person): string[] {
  if (person.oldClient && random.next() < 0.4) return ['chat_panel_unknown_mode'];
  const features = [random.next() < 0.8 ? 'chat_panel_ask_mode' : 'chat_panel_edit_mode'];
  if (random.next() < 0.3) features.push('chat_inline');
  if (random.next() < 0.01) features.push('others');
  return features;
}

function agentModes(random: Random, day: number): string[] {
  const modes = ['chat_panel_agent_mode'];
  if (day >= PLAN_MODE && random.next() < 0.22) modes.push('chat_panel_plan_mode');
  if (random.next() < 0.1) modes.push('chat_panel_custom_mode');
  return modes;
}

function modelFor(random: Random, models: readonly string[], person: Person, day: number): string {
  const draw = random.next();
  if (draw < (day < AUTO_RESOLVED ? 0.18 : 0.03)) return 'auto';
  if (draw > (person.oldClient ? 0.8 : 0.985)) return 'unknown';
  return random.pick(models, 1.7);
}
