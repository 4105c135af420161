import type { Fact } from '../facts/fact.ts';
import type { DimensionName } from '../names.ts';

/**
 * How a dimension groups: by time, by scope, by team membership of the day, by person, by repository, by a column of the
 * fact (`attribute`), or by a person's phase on the first or last day of the range (`journey`).
 */
export type DimensionKind = 'time' | 'scope' | 'team' | 'person' | 'repository' | 'journey' | 'attribute';

/** Something numbers can be grouped and filtered by. */
export interface Dimension {
  readonly name: DimensionName;
  /** The column of an attribute; the dimension's name unless given. */
  readonly column?: string;
  readonly kind: DimensionKind;
  readonly label: string;
  readonly plural: string;
  readonly says: string;
}

/** Every dimension, in the order filters show them. */
export const DIMENSIONS: readonly Dimension[] = Object.freeze([
  { name: 'day', kind: 'time', label: 'Day', plural: 'days', says: 'UTC reporting day, YYYY-MM-DD.' },
  { name: 'week', kind: 'time', label: 'Week', plural: 'weeks', says: 'ISO week, named by its Monday.' },
  { name: 'month', kind: 'time', label: 'Month', plural: 'months', says: 'Calendar month, named by its first day.' },
  {
    name: 'enterprise',
    kind: 'scope',
    label: 'Enterprise',
    plural: 'enterprises',
    says: 'People are counted once in it.',
  },
  {
    name: 'organization',
    kind: 'scope',
    label: 'Organization',
    plural: 'organizations',
    says: "Every organization a person belongs to is credited with all of the person's activity.",
  },
  {
    name: 'team',
    kind: 'team',
    label: 'Team',
    plural: 'teams',
    says: 'Membership of that day; teams under five seats are not reported by GitHub.',
  },
  {
    name: 'user',
    kind: 'person',
    label: 'Person',
    plural: 'people',
    says: "Login as last seen; a person is followed by GitHub's id through a change of login.",
  },
  {
    name: 'language',
    kind: 'attribute',
    label: 'Language',
    plural: 'languages',
    says: 'As the editor names it, lower case; unknown when the editor did not recognise it.',
  },
  {
    name: 'ide',
    kind: 'attribute',
    label: 'Editor',
    plural: 'editors',
    says: 'Editor or IDE; the CLI is never in it.',
  },
  {
    name: 'ide_version',
    kind: 'attribute',
    label: 'Editor version',
    plural: 'editor versions',
    says: 'Last known version of the editor on that day; none where GitHub does not report it.',
  },
  {
    name: 'plugin',
    kind: 'attribute',
    label: 'Plugin',
    plural: 'plugins',
    says: 'Copilot plugin of the editor on that day; none where GitHub does not report it.',
  },
  {
    name: 'plugin_version',
    kind: 'attribute',
    label: 'Copilot plugin version',
    plural: 'plugin versions',
    says: 'Last known version of the Copilot plugin in the editor on that day; none where GitHub does not report it.',
  },
  {
    name: 'feature',
    kind: 'attribute',
    label: 'Feature',
    plural: 'features',
    says: 'Completion, chat mode, agent edits, CLI or app.',
  },
  {
    name: 'model',
    kind: 'attribute',
    label: 'Model',
    plural: 'models',
    says: 'Chat-like work only; auto where GitHub could not resolve it.',
  },
  {
    name: 'surface',
    kind: 'attribute',
    label: 'Surface',
    plural: 'surfaces',
    says: 'cli, copilot_app or vscode_agent: where sessions, requests and tokens are reported. Cloud agent, code review and agent apps report only people or starts.',
  },
  {
    name: 'cli_version',
    kind: 'attribute',
    label: 'CLI version',
    plural: 'versions',
    says: 'Last known version of the Copilot CLI on that day.',
  },
  {
    name: 'agent_app',
    kind: 'attribute',
    column: 'agent_name',
    label: 'Agent app',
    plural: 'agent apps',
    says: 'Agent app of another vendor by its display name, which may change; agent_app_id follows it through that.',
  },
  {
    name: 'agent_app_id',
    kind: 'attribute',
    column: 'agent_id',
    label: 'Agent app id',
    plural: 'agent apps',
    says: "GitHub's stable key of an agent app.",
  },
  {
    name: 'customization',
    kind: 'attribute',
    column: 'name',
    label: 'Customization',
    plural: 'customizations',
    says: "Name of a skill, custom agent, MCP server, slash command or plugin of the CLI, of the five most used; GitHub writes other, or custom for slash commands, where the name is a customer's own.",
  },
  {
    name: 'repository',
    kind: 'repository',
    label: 'Repository',
    plural: 'repositories',
    says: "owner/name as last seen; a repository is followed by GitHub's id through a rename. Since 17 Jul 2026.",
  },
  {
    name: 'repo_visibility',
    kind: 'attribute',
    label: 'Visibility',
    plural: 'visibilities',
    says: 'Of a repository: PRIVATE, INTERNAL or PUBLIC, as on that day.',
  },
  {
    name: 'comment_type',
    kind: 'attribute',
    label: 'Comment type',
    plural: 'comment types',
    says: 'What a review comment of Copilot was about. Since 8 May 2026.',
  },
  {
    name: 'phase',
    kind: 'attribute',
    column: 'phase_number',
    label: 'Adoption phase',
    plural: 'phases',
    says: "GitHub's number of the phase: 0 passive (GitHub: No Cohort), 1 code first, 2 agent first, 3 multi-agent.",
  },
  {
    name: 'phase_from',
    kind: 'journey',
    label: 'First phase',
    plural: 'phases',
    says: "A person's adoption phase on the first day of the range that has one, as a number like phase.",
  },
  {
    name: 'phase_to',
    kind: 'journey',
    label: 'Last phase',
    plural: 'phases',
    says: "A person's adoption phase on the last day of the range that has one, as a number like phase.",
  },
  {
    name: 'engagement_feature',
    kind: 'attribute',
    label: 'Engagement',
    plural: 'engagements',
    says: "One of GitHub's seven engagements of 28 days; they overlap and are not the values of feature.",
  },
  {
    name: 'plan',
    kind: 'attribute',
    label: 'Plan',
    plural: 'plans',
    says: 'Copilot plan of a seat or of an organization: business, enterprise or unknown.',
  },
  {
    name: 'granting_team',
    kind: 'attribute',
    label: 'Granted by',
    plural: 'teams that grant seats',
    says: 'Team through which a seat was granted; not the teams a person works in.',
  },
  {
    name: 'granting_organization',
    kind: 'attribute',
    label: 'Granting organization',
    plural: 'granting organizations',
    says: 'Organization that grants a seat of an enterprise.',
  },
  {
    name: 'last_editor',
    kind: 'attribute',
    label: 'Last editor',
    plural: 'editors',
    says: 'Editor, or feature, of the last activity of a seat.',
  },
  {
    name: 'idle_band',
    kind: 'attribute',
    label: 'Days without activity',
    plural: 'bands',
    says: 'Days without activity of a seat as a band; never when none is recorded.',
  },
  {
    name: 'seat_created',
    kind: 'attribute',
    label: 'Seat granted',
    plural: 'days',
    says: 'UTC day a seat was granted.',
  },
  {
    name: 'last_active',
    kind: 'attribute',
    label: 'Last active',
    plural: 'days',
    says: 'UTC day of the last activity of a seat; none when GitHub records none.',
  },
  {
    name: 'pending_cancellation_date',
    kind: 'attribute',
    label: 'Seat ends',
    plural: 'days',
    says: 'Day a cancelled seat ends.',
  },
  {
    name: 'last_activity_editor',
    kind: 'attribute',
    label: 'Last editor with versions',
    plural: 'editors',
    says: 'Editor and extension of the last activity of a seat with their versions, or a feature, as GitHub writes it.',
  },
  {
    name: 'last_signed_in',
    kind: 'attribute',
    column: 'last_authenticated_at',
    label: 'Last signed in',
    plural: 'instants',
    says: 'When the holder of a seat last signed in to Copilot, as GitHub writes it; none where it records nothing.',
  },
  {
    name: 'seat_management',
    kind: 'attribute',
    label: 'Seat assignment',
    plural: 'settings',
    says: 'Who gets a seat: assign_all, assign_selected, disabled or unconfigured.',
  },
  {
    name: 'public_code_suggestions',
    kind: 'attribute',
    label: 'Public code',
    plural: 'settings',
    says: 'Suggestions that match public code: allow, block or unconfigured.',
  },
  {
    name: 'ide_chat',
    kind: 'attribute',
    label: 'Chat in editors',
    plural: 'settings',
    says: 'Policy: enabled, disabled or unconfigured.',
  },
  {
    name: 'platform_chat',
    kind: 'attribute',
    label: 'Chat on GitHub',
    plural: 'settings',
    says: 'Policy: enabled, disabled or unconfigured.',
  },
  {
    name: 'cli_policy',
    kind: 'attribute',
    label: 'CLI',
    plural: 'settings',
    says: 'Policy of the Copilot CLI: enabled, disabled or unconfigured.',
  },
  {
    name: 'legacy_team',
    kind: 'attribute',
    column: 'team',
    label: 'Team (older API)',
    plural: 'teams of the older API',
    says: 'Slug of the team the older APIs were asked about; GitHub did not report its members.',
  },
  { name: 'product', kind: 'attribute', label: 'Product', plural: 'products', says: 'As billing names it.' },
  { name: 'sku', kind: 'attribute', label: 'SKU', plural: 'SKUs', says: 'What is sold, as billing names it.' },
  {
    name: 'cost_center',
    kind: 'attribute',
    label: 'Cost centre',
    plural: 'cost centres',
    says: 'As billing names it; none where no cost centre is charged.',
  },
  {
    name: 'billed_organization',
    kind: 'attribute',
    column: 'organization_name',
    label: 'Billed organization',
    plural: 'billed organizations',
    says: 'Organization on the line of the bill.',
  },
  {
    name: 'billed_user',
    kind: 'attribute',
    column: 'billed_login',
    label: 'Billed person',
    plural: 'billed people',
    says: 'Login on the line of the bill; none where the organization is charged. Billing has no user ids.',
  },
  {
    name: 'billed_model',
    kind: 'attribute',
    label: 'Model as billed',
    plural: 'models',
    says: 'Model exactly as the bill names it; model has the name the usage reports use.',
  },
  {
    name: 'billed_unit',
    kind: 'attribute',
    column: 'unit_type',
    label: 'Unit',
    plural: 'units',
    says: 'Unit of the quantity on a line of the bill, as billing names it.',
  },
  {
    name: 'repository_name',
    kind: 'attribute',
    label: 'Repository by name',
    plural: 'repositories',
    says: 'owner/name as a bill or an older API writes it; without an id, so a renamed repository counts under both names.',
  },
  {
    name: 'workflow',
    kind: 'attribute',
    column: 'workflow_path',
    label: 'Workflow',
    plural: 'workflows',
    says: 'Path of the workflow the line of the bill is for; none for everything else.',
  },
  {
    name: 'exceeds_quota',
    kind: 'attribute',
    label: 'Beyond the quota',
    plural: 'answers',
    says: 'Whether a line of premium requests exceeds what the plan includes, as billing writes it.',
  },
] satisfies readonly Dimension[]);

const BY_NAME: ReadonlyMap<string, Dimension> = new Map(DIMENSIONS.map((dimension) => [dimension.name, dimension]));

/** The dimension of that name, or undefined. */
export function findDimension(name: string): Dimension | undefined {
  return BY_NAME.get(name);
}

/** The column of an attribute. */
export const columnOf = (dimension: Pick<Dimension, 'name' | 'column'>): string => dimension.column ?? dimension.name;

/** True when the fact's rows can be grouped and filtered by the dimension. */
export function carries({ grain, attributes = [] }: Pick<Fact, 'grain' | 'attributes'>, dimension: string): boolean {
  const found = BY_NAME.get(dimension);
  const has = (column: string): boolean => grain.includes(column) || attributes.includes(column);
  switch (found?.kind) {
    case 'time':
    case 'scope':
      return true;
    case 'team':
    case 'journey':
      return grain.includes('user_id');
    case 'person':
      return has('user_id');
    case 'repository':
      return grain.includes('repo_id');
    case 'attribute':
      return has(columnOf(found));
    case undefined:
      return false;
  }
}

/** An adoption phase by GitHub's number, the least first. @source github/docs "Copilot usage metrics", adoption phases. */
export interface Phase {
  readonly value: string;
  readonly label: string;
  readonly says: string;
}

/** The phases there are. */
export const PHASES: readonly Phase[] = Object.freeze([
  { value: '0', label: 'Passive', says: 'No qualifying feature on two of 28 days (GitHub: No Cohort)' },
  { value: '1', label: 'Code first', says: 'Completions or agent edits' },
  { value: '2', label: 'Agent first', says: 'One of CLI, cloud agent and code review' },
  { value: '3', label: 'Multi-agent', says: 'Two of those, or the Copilot app' },
]);
