/** What a person may do on one active day; each is a bit of the day's activity. */
export type Surface =
  | 'completion'
  | 'chat'
  | 'agent'
  | 'cli'
  | 'app'
  | 'cloudAgent'
  | 'reviewActive'
  | 'reviewPassive'
  | 'vscodeAgent'
  | 'agentApp';

/** A way of using Copilot. */
export interface Persona {
  readonly name: string;
  /** Share of all people, adding up to 1 over the table. */
  readonly share: number;
  /** Chance of being active on a working day and on a day of the weekend. */
  readonly rhythm: readonly [weekday: number, weekend: number];
  /** Chance that an active day includes the surface; left out is never. */
  readonly mix: Readonly<Partial<Record<Surface, number>>>;
  /** Volume compared with the average person. */
  readonly volume: number;
  /** Telemetry is blocked: only the server sees this person. */
  readonly serverOnly?: boolean;
}

/** Every way people use Copilot here. */
export const PERSONAS: readonly Persona[] = [
  {
    name: 'power user',
    share: 0.12,
    rhythm: [0.93, 0.22],
    volume: 1.8,
    mix: {
      completion: 0.95,
      chat: 0.9,
      agent: 0.75,
      cli: 0.4,
      app: 0.22,
      cloudAgent: 0.2,
      reviewActive: 0.25,
      reviewPassive: 0.2,
      vscodeAgent: 0.25,
      agentApp: 0.12,
    },
  },
  {
    name: 'steady',
    share: 0.27,
    rhythm: [0.8, 0.05],
    volume: 1,
    mix: { completion: 0.92, chat: 0.65, agent: 0.32, cli: 0.08, app: 0.04, reviewActive: 0.06, reviewPassive: 0.12 },
  },
  {
    name: 'occasional',
    share: 0.18,
    rhythm: [0.22, 0.02],
    volume: 0.6,
    mix: { completion: 0.7, chat: 0.55, agent: 0.12, reviewPassive: 0.05 },
  },
  {
    name: 'completions only',
    share: 0.13,
    rhythm: [0.72, 0.04],
    volume: 0.9,
    mix: { completion: 1 },
  },
  {
    name: 'chat first',
    share: 0.11,
    rhythm: [0.7, 0.06],
    volume: 0.9,
    mix: { completion: 0.3, chat: 1, agent: 0.1, reviewPassive: 0.04 },
  },
  {
    name: 'agent first',
    share: 0.11,
    rhythm: [0.85, 0.12],
    volume: 1.3,
    mix: {
      completion: 0.35,
      chat: 0.35,
      agent: 0.95,
      cli: 0.45,
      app: 0.15,
      cloudAgent: 0.3,
      reviewActive: 0.12,
      vscodeAgent: 0.3,
      agentApp: 0.1,
    },
  },
  {
    name: 'server side only',
    share: 0.04,
    rhythm: [0.5, 0.03],
    volume: 0.5,
    serverOnly: true,
    mix: { cloudAgent: 0.2, reviewPassive: 0.3 },
  },
  { name: 'never uses', share: 0.04, rhythm: [0, 0], volume: 0, mix: {} },
];
