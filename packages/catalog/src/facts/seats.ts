import { column } from './columns.ts';
import { named, plain } from './define.ts';
import type { Column, Fact } from './fact.ts';
import { USER_ID, USER_LOGIN } from './keys.ts';

const LINE = column('line', 'count', 'Place of the seat in the list, from 1: one a grant.');

/** As GitHub gives it. @source OpenAPI `copilot-seat-details`. */
const SEAT_PATHS: Readonly<Record<string, readonly string[]>> = {
  line: ['^line'],
  user_id: ['assignee.id'],
  user_login: ['assignee.login'],
  assignee_type: ['assignee.type'],
  granting_organization: ['organization.login'],
  granting_team: ['assigning_team.slug'],
  grant_plan: ['plan_type'],
  created_at: ['created_at'],
  pending_cancellation_date: ['pending_cancellation_date'],
  last_activity_at: ['last_activity_at'],
  last_activity_editor: ['last_activity_editor'],
  last_authenticated_at: ['last_authenticated_at'],
};

const SEAT_COLUMNS: readonly Column[] = [
  LINE,
  column(USER_ID.name, 'id', `${USER_ID.says} Null for a removed account, or a seat that belongs to no person.`),
  column(USER_LOGIN.name, 'text', USER_LOGIN.says),
  column('assignee_type', 'text', 'User, or what else once held seats.'),
  column('granting_organization', 'text', 'Organization that grants the seat; reported for enterprises.'),
  column('granting_team', 'text', 'Team the seat was granted through, null when granted to the person directly.'),
  column('grant_plan', 'text', 'Plan of this grant: business, enterprise or unknown.'),
  column('created_at', 'text', 'When this grant was given.', { instant: true }),
  column('pending_cancellation_date', 'text', 'Day the seat ends, if it is cancelled.', { instant: true }),
  column('last_activity_at', 'text', 'Last use of Copilot; GitHub forgets it after 90 days.', { instant: true }),
  column('last_activity_editor', 'text', 'Editor and extension of the last activity with versions, or a feature.'),
  column('last_authenticated_at', 'text', 'When the person last signed in to Copilot.', { instant: true }),
  column('plan', 'text', "The person's plan: the highest of all grants, business, enterprise or unknown.", {
    derived: true,
  }),
  column('seat_created', 'day', "UTC day of the person's earliest `created_at`.", { derived: true }),
  column('last_active', 'day', "UTC day of the person's latest `last_activity_at`; null when none is recorded.", {
    derived: true,
  }),
  column('last_editor', 'text', '`last_activity_editor` of that activity up to its first slash.', { derived: true }),
  column('idle_days', 'count', 'Snapshot day − `last_active`, at least 0; null when no activity is recorded.', {
    unit: 'days',
    derived: true,
  }),
  column(
    'quiet_days',
    'count',
    'Days certainly without activity: `idle_days`, or without a recorded activity those since `seat_created`, at most 90.',
    { unit: 'days', derived: true },
  ),
  column('idle_band', 'text', '`quiet_days` as a band, or `never` when no activity is recorded.', { derived: true }),
  column(
    'charged',
    'flag',
    "True for the one grant a person's plan is charged for: the earliest of the highest plan.",
    {
      derived: true,
    },
  ),
];

const LIST_COLUMNS: readonly Column[] = [
  column('total_seats', 'count', "GitHub's own count beside the list; of an enterprise each person once.", {
    unit: 'seats',
  }),
];

const BREAKDOWN_COLUMNS: readonly Column[] = (
  [
    ['total', 'Seats billed this cycle.'],
    ['added_this_cycle', 'Seats added this billing cycle.'],
    ['pending_invitation', 'Seats offered to people who have not accepted the invitation.'],
    ['pending_cancellation', 'Seats that end with this billing cycle.'],
    ['active_this_cycle', 'Seats used this billing cycle.'],
    ['inactive_this_cycle', 'Seats not used this billing cycle.'],
  ] as const
).map(([name, says]) => column(name, 'count', says, { unit: 'seats' }));

/** Columns of a policy, with the field each comes from; `cli` alone would read like the editor. */
const POLICY_PATHS: Readonly<Record<string, readonly string[]>> = {
  seat_management: ['seat_management_setting'],
  public_code_suggestions: ['public_code_suggestions'],
  ide_chat: ['ide_chat'],
  platform_chat: ['platform_chat'],
  cli_policy: ['cli'],
};

const POLICY_COLUMNS: readonly Column[] = [
  column('seat_management', 'text', 'assign_all, assign_selected, disabled or unconfigured.'),
  column('public_code_suggestions', 'text', 'allow, block or unconfigured.'),
  column('ide_chat', 'text', 'enabled, disabled or unconfigured.'),
  column('platform_chat', 'text', 'Chat on github.com: enabled, disabled or unconfigured.'),
  column('cli_policy', 'text', 'Copilot CLI: enabled, disabled or unconfigured.'),
];

const PLAN = column('plan', 'text', 'Plan of the organization: business or enterprise.');

/** Seats as they stood on the day they were asked for. */
export const SEAT_FACTS: readonly Fact[] = [
  {
    name: 'seat_day',
    grain: ['scope', 'day', 'line'],
    report: 'seats',
    columns: SEAT_COLUMNS,
    sources: plain('seats', 'seat', SEAT_PATHS),
    says: 'One grant of a seat; a person has several when several organizations or teams grant one. Plan, days and activity are those of the person.',
    attributes: [
      'user_id',
      'plan',
      'granting_organization',
      'granting_team',
      'last_editor',
      'idle_band',
      'seat_created',
      'last_active',
      'pending_cancellation_date',
      'last_activity_editor',
      'last_authenticated_at',
    ],
    snapshot: true,
  },
  {
    name: 'seat_list_day',
    grain: ['scope', 'day'],
    report: 'seats',
    columns: LIST_COLUMNS,
    sources: plain('seats', 'list', named(LIST_COLUMNS)),
    says: 'A list of seats as a whole.',
    snapshot: true,
  },
  {
    name: 'seat_summary_day',
    grain: ['scope', 'day'],
    report: 'seat-summary',
    columns: [...BREAKDOWN_COLUMNS, ...POLICY_COLUMNS, PLAN],
    sources: plain('seat-summary', 'billing', {
      ...named(BREAKDOWN_COLUMNS, 'seat_breakdown.'),
      ...POLICY_PATHS,
      plan: ['plan_type'],
    }),
    says: "GitHub's own seat counts and the Copilot policies of an organization.",
    attributes: [...POLICY_COLUMNS.map(({ name }) => name), PLAN.name],
    snapshot: true,
  },
];
