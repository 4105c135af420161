import { dayNumber } from '@flightdeck/catalog';
import { BIT } from '../activity.ts';
import { appPrompts, arrivedShare, cliPrompts } from '../cells.ts';
import type { Settled } from '../history.ts';
import type { Person } from '../people/people.ts';
import { mix, Random } from '../random.ts';
import { SINCE } from '../timeline.ts';

/** CLI or app use of one person's day. */
export interface SurfaceUse {
  readonly sessions: number;
  readonly requests: number;
  readonly prompts: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** The five kinds of CLI customization. */
export const CUSTOMIZATIONS = ['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'] as const;

/** Kind of a CLI customization. */
export type Customization = (typeof CUSTOMIZATIONS)[number];

/** What a person's day had besides cells; absent where unused. */
export interface Surfaces {
  readonly cli?: SurfaceUse;
  readonly app?: SurfaceUse;
  readonly vscodeAgent?: { readonly sessions: number; readonly messages: number };
  /** Job starts by agent app, keyed by its place in `AGENT_APPS`. */
  readonly agentApps?: ReadonlyMap<number, number>;
  /** Events by true name, before customers' names are hidden. */
  readonly customizations?: Readonly<Record<Customization, ReadonlyMap<string, number>>>;
}

/** Agent apps of other vendors. */
export const AGENT_APPS = [
  { agent_id: '2246796', agent_name: 'Claude (Anthropic)' },
  { agent_id: '2248422', agent_name: 'Codex (OpenAI)' },
] as const;

const CUSTOMIZED = dayNumber(SINCE.customizations);

/** The surfaces of one person's day. */
export function surfacesOf(seed: number, person: Person, day: number, bits: number, settled: Settled): Surfaces {
  const random = new Random(mix(seed, person.index, day, 7));
  const volume = person.volume * person.persona.volume;
  const share = arrivedShare(seed, person, day, settled);
  const arrived = (count: number) => (share === 1 ? count : Math.ceil(count * share));
  const use = (prompts: number): SurfaceUse => {
    const requests = arrived(prompts) + random.around(prompts * 2);
    return {
      sessions: 1 + random.around(prompts / 4),
      requests,
      prompts: arrived(prompts),
      promptTokens: requests * random.between(900, 5200),
      outputTokens: requests * random.between(150, 1400),
    };
  };
  const cli = bits & BIT.cli ? use(cliPrompts(seed, person, day, volume)) : undefined;
  const app = bits & BIT.app ? use(appPrompts(seed, person, day, volume)) : undefined;
  return {
    ...(cli && { cli }),
    ...(app && { app }),
    ...(bits & BIT.vscodeAgent && { vscodeAgent: { sessions: random.between(1, 5), messages: random.between(2, 30) } }),
    ...(bits & BIT.agentApp && {
      agentApps: new Map([[random.next() < 0.6 ? 0 : 1, random.between(1, 4)]]),
    }),
    ...(cli && day >= CUSTOMIZED && { customizations: customizationsOf(random) }),
  };
}

const NAMES: Readonly<Record<Customization, readonly string[]>> = {
  skill: ['house-style', 'release-notes', 'incident-review', 'schema-check', 'translate', 'changelog', 'load-test'],
  custom_agent: ['general-purpose', 'explore', 'reviewer-payments', 'migration-helper'],
  mcp: ['github-mcp-server', 'playwright', 'tickets', 'warehouse', 'runbooks', 'feature-flags', 'wiki'],
  slash_cmd: ['/plan', '/review', '/compact', '/model', '/mcp', '/diff', 'deploy-preview', 'triage'],
  plugin: ['team-toolkit', 'cloud-tools', 'house-plugin'],
};

const PUBLIC: ReadonlySet<string> = new Set([
  'general-purpose',
  'explore',
  'github-mcp-server',
  'playwright',
  ...NAMES.slash_cmd.filter((name) => name.startsWith('/')),
]);

/** The name a report shows: customers' own names are hidden. @source GitHub reference, CLI customizations. */
export function shownName(kind: Customization, name: string): string {
  if (PUBLIC.has(name)) return name;
  return kind === 'slash_cmd' ? 'custom' : 'other';
}

function customizationsOf(random: Random): Record<Customization, Map<string, number>> {
  const draw = (kind: Customization, likely: number): Map<string, number> => {
    const events = new Map<string, number>();
    while (random.next() < likely && events.size < 4) events.set(random.pick(NAMES[kind], 1.5), random.between(1, 9));
    return events;
  };
  const plugin = draw('plugin', 0.2);
  const skill = draw('skill', 0.5);
  // Plugin events are a subset of skill events.
  for (const [name, count] of plugin) skill.set(name, (skill.get(name) ?? 0) + count);
  return {
    skill,
    custom_agent: draw('custom_agent', 0.3),
    mcp: draw('mcp', 0.5),
    slash_cmd: draw('slash_cmd', 0.6),
    plugin,
  };
}
