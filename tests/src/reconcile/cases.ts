import type { Definition, Part } from '@flightdeck/reconcile';
import { knownAt } from '@flightdeck/reconcile';
import { fit, INJECTIONS, type Injection, type Pick, RANGES } from './injections.ts';
import { count, type Rule, type Spec, type What } from './oracle.ts';
import { ENTERPRISE, EXPORTED, ORGANIZATIONS } from './world.ts';

/** A metric as the catalogue names it, and in the simulator's words. */
export interface Asked {
  readonly metric: string;
  readonly spec: Pick_<Spec, 'over' | 'under' | 'dimension' | 'features' | 'breakdown'>;
  readonly where?: { readonly dimension: string; readonly values: readonly string[] };
  readonly share?: { readonly dimension: string; readonly values: readonly string[] };
}
type Pick_<T, K extends keyof T> = { readonly [key in K]: T[key] };

const sum = (counter: Extract<What, { kind: 'sum' }>['counter'], value?: string): What => ({
  kind: 'sum',
  counter,
  ...(value !== undefined && { value }),
});
const people = (rule: Rule): What => ({ kind: 'people', rule });
const asked = (metric: string, over: What, rest: Partial<Asked['spec']> = {}): Asked => ({
  metric,
  spec: { over, under: null, dimension: null, features: 'all', breakdown: null, ...rest },
});
const GENERATED = 'code_generation_activity_count';
const ACCEPTED = 'code_acceptance_activity_count';
const PROMPTS = 'user_initiated_interaction_count';

const of = (dimension: 'language' | 'model' | 'ide', value: string, metric: string, over: What): Asked => ({
  ...asked(metric, over, { dimension }),
  where: { dimension, values: [value] },
});
const share = (dimension: 'language' | 'model', value: string): Asked => ({
  ...asked('generated', sum(GENERATED, value), {
    under: sum(GENERATED),
    dimension,
    breakdown: { dimension, unknown: true },
  }),
  share: { dimension, values: [value] },
});

/** Every kind of metric there is to reconcile. */
const METRICS: readonly Asked[] = [
  asked('active_users', people('active')),
  asked('reported_users', people('reported')),
  asked('chat_users', people('chat')),
  asked('agent_users', people('agent')),
  asked('agent_share', people('agent'), { under: people('active') }),
  asked('interactions', sum(PROMPTS)),
  asked('generated', sum(GENERATED)),
  asked('accepted', sum(ACCEPTED)),
  asked('acceptance_rate', sum(ACCEPTED), { under: sum(GENERATED) }),
  asked('loc_added', sum('loc_added_sum')),
  asked('completions_generated', sum(GENERATED), { features: 'completions' }),
  asked('completions_accepted', sum(ACCEPTED), { features: 'completions' }),
  asked('completion_acceptance_rate', sum(ACCEPTED), { under: sum(GENERATED), features: 'completions' }),
  asked('chat_prompts', sum(PROMPTS), { features: 'chat' }),
  asked('ai_credits_used', sum('ai_credits_used')),
  of('language', 'python', 'accepted', sum(ACCEPTED, 'python')),
  of('model', 'claude-sonnet-4.6', 'interactions', sum(PROMPTS, 'claude-sonnet-4.6')),
  of('ide', 'vscode', 'generated', sum(GENERATED, 'vscode')),
  share('language', 'typescript'),
  share('model', 'gpt-5.4'),
];

/** One case: our number, the other's, and what was done to it. */
export interface Case {
  readonly name: string;
  readonly asked: Asked;
  readonly ours: Spec;
  readonly theirs: Spec;
  /** Rounded to this unit, if at all. */
  readonly roundedTo: number | null;
  /** Added to their number for no reason there is. */
  readonly unknown: number;
}

const OUR_SCOPES = [
  [`org:${ORGANIZATIONS[0]}`],
  [`enterprise:${ENTERPRISE}`],
  ORGANIZATIONS.map((slug) => `org:${slug}`),
];

/** A small generator of numbers that are the same in every run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A case of at most so many injections, no two of one family, or null where they do not go together. */
export function drawCase(seed: number, most: number, only?: Injection): Case | null {
  const random = createRandom(seed);
  const pick: Pick = (values) => values[Math.floor(random() * values.length)] as (typeof values)[number];
  const metric = pick(METRICS);
  const ours: Spec = {
    ...metric.spec,
    range: pick(RANGES),
    scopes: pick(OUR_SCOPES),
    counting: 'once',
    missing: [],
    until: null,
    exported: null,
    without: [],
    rules: null,
  };
  const wanted = only ? [only] : draw(pick, 1 + Math.floor(random() * most));
  let theirs = ours;
  const names: string[] = [];
  for (const injection of INJECTIONS) {
    if (!wanted.includes(injection)) continue;
    const injected = injection.inject(theirs, pick);
    if (!injected) return null;
    theirs = injected;
    names.push(injection.name);
  }
  if (!fit(theirs, ours)) return null;
  const isRounded = random() < 0.3;
  const unit = ours.under ? pick([0.01, 0.001]) : pick([10, 100]);
  const unknown = random() < 0.3 ? pick([-3, 2, 5, 40]) * (ours.under || isRounded ? unit : 1) : 0;
  return {
    name: `${metric.metric}${metric.where ? ` of ${metric.where.values}` : ''}${metric.share ? ` share of ${metric.share.values}` : ''}: ${names.join(' + ')}`,
    asked: metric,
    ours,
    theirs,
    roundedTo: isRounded ? unit : null,
    unknown,
  };
}

function draw(pick: Pick, many: number): readonly Injection[] {
  const drawn: Injection[] = [];
  while (drawn.length < many) {
    const one = pick(INJECTIONS);
    if (drawn.every(({ family }) => family !== one.family)) drawn.push(one);
  }
  return drawn;
}

/** The other number as its source shows it. */
export function shownBy({ theirs, roundedTo, unknown }: Case): { readonly exact: number; readonly shown: number } {
  const exact = count(theirs) ?? 0;
  const rounded = roundedTo === null ? exact : Math.round(exact / roundedTo) * roundedTo;
  return { exact, shown: rounded + unknown };
}

const RULES: Readonly<Record<Rule, Extract<Part, { kind: 'people' }>['rule']>> = {
  seat_active: 'seat_active',
  reported: 'reported_users',
  measured: 'measured',
  active: 'active_users',
  chat: 'chat_users',
  agent: 'agent_users',
};

/** What a source says of itself: our definition with everything that it does otherwise. */
export function declare(ours: Definition, { theirs, ours: own }: Case): Definition {
  const [first = ''] = theirs.scopes;
  const window = { kind: 'days', range: theirs.range } as const;
  const isFile = theirs.missing.length > 0;
  return {
    ...ours,
    over: toPart(ours.over, theirs.over),
    under: ours.under && theirs.under && toPart(ours.under, theirs.under),
    window,
    scope: {
      dimension: first.startsWith('org:') ? 'organization' : 'enterprise',
      names: theirs.scopes.map((scope) => scope.slice(scope.indexOf(':') + 1)),
    },
    counting: theirs.counting,
    missing: theirs.missing,
    until: theirs.until,
    known: theirs.exported && knownAt(window, EXPORTED, isFile ? 'theirs' : 'ours', theirs.missing),
    breakdown: theirs.breakdown,
    without: theirs.without,
    features: theirs.features === own.features ? ours.features : theirs.features,
    rules: theirs.rules,
  };
}

function toPart(ours: Part, what: What): Part {
  return ours.kind === 'people' && what.kind === 'people' ? { ...ours, rule: RULES[what.rule] } : ours;
}
