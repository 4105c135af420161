import { findDimension } from './dimensions.ts';
import { PHASES } from './phases.ts';
import { UNKNOWN } from './unknown.ts';

/** Languages as their makers write them. */
const LANGUAGES: ReadonlyMap<string, string> = new Map(
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
  }),
);

/** Editors as their makers write them. */
const EDITORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
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
  }),
);

/** Features and chat modes. */
const FEATURES: ReadonlyMap<string, string> = new Map(
  Object.entries({
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

const PHASE_DIMENSIONS: ReadonlySet<string> = new Set(['phase', 'phase_from', 'phase_to']);

/** `bug_risk` as `Bug risk`. */
const inWords = (value: string): string => `${value.charAt(0).toUpperCase()}${value.slice(1).replaceAll('_', ' ')}`;

/** Values with a name of their own, by dimension. */
const NAMED: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['language', LANGUAGES],
  ['ide', EDITORS],
  ['last_editor', EDITORS],
  ['feature', FEATURES],
  ['engagement_feature', ENGAGEMENTS],
  ['idle_band', IDLE_BANDS],
  ...[...PHASE_DIMENSIONS].map(
    (name) => [name, new Map(PHASES.map(({ value, label }) => [value, label] as const))] as const,
  ),
]);

/** Values of a dimension that people know by another name than GitHub writes; empty for teams, models and logins. */
export function namedValues(dimension: string): ReadonlyMap<string, string> {
  return NAMED.get(dimension) ?? new Map();
}

/** The name people know a value by; teams, models and logins stand as GitHub writes them. */
export function valueLabel(dimension: string, value: string): string {
  const named = namedValues(dimension).get(value);
  if (named !== undefined) return named;
  if (value === UNKNOWN) return 'Unknown';
  if (isRest(dimension, value)) return 'Others';
  if (PHASE_DIMENSIONS.has(dimension)) return `Phase ${value}`;
  if (IN_WORDS.has(dimension)) return inWords(value);
  return dimension === 'idle_band' ? `${value.replace('-', '–')} days` : value;
}

/** Dimensions whose values are words of GitHub's, joined by underscores. */
const IN_WORDS: ReadonlySet<string> = new Set(['engagement_feature', 'comment_type', 'plan']);

/** True for GitHub's own collection of small values: a row of its own, but no value that could be the best or be counted. */
export const isRest = (dimension: string, value: unknown): boolean =>
  value === 'others' && findDimension(dimension)?.kind === 'attribute';
