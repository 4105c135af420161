import { findDimension, fixedSlot, isUnknownValue, PHASES, SLOTS, UNKNOWN } from '@flightdeck/catalog';
import { isolated } from '@flightdeck/query';
import type { Entity } from '../kinds/time/prepare.ts';
import { storedSlot } from './slots.ts';

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    typescript: 'TypeScript',
    typescriptreact: 'TypeScript React',
    javascript: 'JavaScript',
    javascriptreact: 'JavaScript React',
    python: 'Python',
    java: 'Java',
    go: 'Go',
    kotlin: 'Kotlin',
    rust: 'Rust',
    ruby: 'Ruby',
    swift: 'Swift',
    scala: 'Scala',
    php: 'PHP',
    perl: 'Perl',
    shellscript: 'Shell',
    bash: 'Bash',
    powershell: 'PowerShell',
    dockerfile: 'Dockerfile',
    terraform: 'Terraform',
    markdown: 'Markdown',
    dart: 'Dart',
    lua: 'Lua',
    r: 'R',
    c: 'C',
    'c#': 'C#',
    csharp: 'C#',
    'c++': 'C++',
    cpp: 'C++',
    'objective-c': 'Objective-C',
    sql: 'SQL',
    jupyter: 'Jupyter',
    yaml: 'YAML',
    json: 'JSON',
    html: 'HTML',
    css: 'CSS',
    scss: 'SCSS',
    xml: 'XML',
    vscode: 'VS Code',
    visualstudio: 'Visual Studio',
    intellij: 'JetBrains',
    jetbrains: 'JetBrains',
    xcode: 'Xcode',
    pycharm: 'PyCharm',
    webstorm: 'WebStorm',
    phpstorm: 'PhpStorm',
    goland: 'GoLand',
    rider: 'Rider',
    clion: 'CLion',
    neovim: 'Neovim',
    vim: 'Vim',
    eclipse: 'Eclipse',
    zed: 'Zed',
    code_completion: 'Completions',
    chat_inline: 'Inline chat',
    chat_panel_ask_mode: 'Ask',
    chat_panel_edit_mode: 'Edit',
    chat_panel_agent_mode: 'Agent',
    chat_panel_plan_mode: 'Plan',
    chat_panel_custom_mode: 'Custom agent',
    chat_panel_unknown_mode: 'Chat, mode unknown',
    agent_edit: 'Agent edits',
    copilot_cli: 'CLI',
    copilot_app: 'Copilot app',
    [UNKNOWN]: 'Unknown',
    others: 'Others',
  }),
);

/** GitHub's seven engagements; some share a name with a feature and mean something else. */
const ENGAGEMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    code_completion: 'Completions',
    agent_edit: 'Agent edits',
    code_review_passive: 'Code review, assigned',
    code_review_active: 'Code review, asked for',
    cloud_agent: 'Cloud agent',
    copilot_cli: 'CLI',
    github_app: 'Copilot app',
  }),
);

const IDLE_BANDS: ReadonlyMap<string, string> = new Map(
  Object.entries({ never: 'Never used', '90+': '90 days or more' }),
);

/** `bug_risk` as `Bug risk`. */
const inWords = (value: string): string => `${value.charAt(0).toUpperCase()}${value.slice(1).replaceAll('_', ' ')}`;

/** The name people know a value by; teams, models and logins stand as GitHub writes them, closed in where they would reorder a sentence. */
export const entityLabel = (dimension: string, value: string): string => isolated(labelOf(dimension, value));

function labelOf(dimension: string, value: string): string {
  if (dimension.startsWith('phase')) return PHASES.find((phase) => phase.value === value)?.label ?? `Phase ${value}`;
  if (dimension === 'engagement_feature') return ENGAGEMENTS.get(value) ?? inWords(value);
  if (dimension === 'comment_type') return inWords(value);
  if (dimension === 'plan') return inWords(value);
  if (dimension === 'idle_band') return IDLE_BANDS.get(value) ?? `${value.replace('-', '–')} days`;
  const named =
    ['language', 'ide', 'feature', 'last_editor'].includes(dimension) || value === UNKNOWN || isRest(dimension, value);
  return named ? (NAMES.get(value) ?? value) : value;
}

/** The label of a value that is Unknown; one that says what of it is not known keeps its own name. */
export const unknownLabel = (dimension: string, value: unknown): string =>
  value === null || value === undefined || String(value).toLowerCase() === UNKNOWN
    ? 'Unknown'
    : entityLabel(dimension, String(value).toLowerCase());

/** True for GitHub's own collection of small values: a row of its own, but no value that could be the best or be counted. */
export const isRest = (dimension: string, value: unknown): boolean =>
  value === 'others' && findDimension(dimension)?.kind === 'attribute';

/** Stable over reloads, filters and ranks: FNV-1a of the value. */
function hash(text: string): number {
  let code = 2166136261;
  for (const letter of text) code = Math.imul(code ^ (letter.codePointAt(0) ?? 0), 16777619);
  return code >>> 0;
}

/** Slot 1–10 of a value: fixed for well-known ones, else as the store gave it, else by its name until the store has it. */
function slotOf(dimension: string, value: string): number {
  return fixedSlot(dimension, value) ?? storedSlot(dimension, value) ?? (hash(value) % SLOTS) + 1;
}

const DASHES: readonly (string | null)[] = [null, '6 3', '2 2.5'];
const groupOf = (slot: number): number => (slot <= 4 ? 0 : slot <= 6 ? 1 : 2);

/** Values of a dimension with their colours; two that share a slot on this chart differ by dash. */
export function entitiesOf(dimension: string, values: readonly string[]): Entity[] {
  const taken = new Set<number>();
  return values.map((value) => {
    if (isUnknownValue(dimension, value))
      return { value, label: unknownLabel(dimension, value), color: '--fd-unknown', dash: '2 2.5' };
    const slot = slotOf(dimension, value);
    const variant = taken.has(slot) ? 1 : 0;
    taken.add(slot);
    return {
      value,
      label: entityLabel(dimension, value),
      color: `--fd-series-${slot}`,
      dash: DASHES[(groupOf(slot) + variant) % 3] ?? null,
    };
  });
}

/** Steps of the sequential scale for the phases, the least first; who is in none stands apart from the scale. */
const PHASE_COLORS: readonly string[] = ['--fd-other', '--fd-sequential-4', '--fd-sequential-6', '--fd-sequential-8'];

/** Values as parts of a stack, in the order of their slots, so that neighbours are told apart; no two share a colour. */
export function stackedEntities(dimension: string, values: readonly string[]): Entity[] {
  if (dimension === 'phase')
    return PHASES.filter(({ value }) => values.includes(value)).map(({ value, label }) => ({
      value,
      label,
      color: PHASE_COLORS[Number(value)] ?? '--fd-other',
      dash: null,
    }));
  const free = new Set(Array.from({ length: 10 }, (_, index) => index + 1));
  const isFixed = (value: string): number => (fixedSlot(dimension, value) === null ? 1 : 0);
  // Well-known values keep their own colour; of two with one slot the other gives way.
  const byRight = [...values].sort((a, b) => isFixed(a) - isFixed(b) || (a < b ? -1 : 1));
  const placed = byRight.map((value) => {
    const own = slotOf(dimension, value);
    const slot = free.has(own) ? own : ([...free].find((other) => other > own) ?? [...free][0] ?? own);
    free.delete(slot);
    return { slot, value };
  });
  return placed
    .sort((a, b) => a.slot - b.slot)
    .map(({ slot, value }) => ({
      value,
      label: entityLabel(dimension, value),
      color: `--fd-series-${slot}`,
      dash: null,
    }));
}

/** `languages`, `people`: what several values of a dimension are called. */
export const pluralOf = (dimension: string): string => findDimension(dimension)?.plural ?? `${dimension}s`;
