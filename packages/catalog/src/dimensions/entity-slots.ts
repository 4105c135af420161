/** Dimensions whose values keep a colour, and the slots 1–10 fixed for well-known values, in order. */
const FIXED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    language: ['typescript', 'python', 'csharp', 'java', 'go', 'kotlin', 'rust', 'cpp', 'sql', 'javascript'],
    ide: ['vscode', 'intellij', 'visualstudio', 'xcode', 'neovim', 'eclipse', 'vim', 'zed', 'jetbrains', 'rider'],
    feature: [
      'code_completion',
      'chat_panel_ask_mode',
      'chat_panel_agent_mode',
      'agent_edit',
      'chat_panel_edit_mode',
      'chat_inline',
      'chat_panel_plan_mode',
      'copilot_cli',
      'chat_panel_custom_mode',
      'copilot_app',
    ],
    model: [],
    team: [],
  }),
);

const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'c#': 'csharp',
    'c++': 'cpp',
    'visual studio': 'visualstudio',
    'visual studio code': 'vscode',
    typescriptreact: 'typescript',
    javascriptreact: 'javascript',
  }),
);

/** Number of colours; with more values than that, slots are reused. */
export const SLOTS = 10;

/** The slot 1–10 fixed for a value, whatever its case; null for any other. */
export function fixedSlot(dimension: string, value: string): number | null {
  const name = value.toLowerCase();
  const place = FIXED.get(dimension)?.indexOf(ALIASES.get(name) ?? name) ?? -1;
  return place < 0 ? null : place + 1;
}

/** The lowest slot least used in a dimension, for a value met for the first time; `used`: slots of values met before. */
export function nextSlot(dimension: string, used: readonly number[]): number {
  const counts: number[] = Array.from({ length: SLOTS }, (_, index) =>
    index < (FIXED.get(dimension)?.length ?? 0) ? 1 : 0,
  );
  for (const slot of used) counts[slot - 1] = (counts[slot - 1] ?? 0) + 1;
  return counts.indexOf(Math.min(...counts)) + 1;
}
