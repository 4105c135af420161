import type { Cell } from './cells.ts';
import type { Breakdowns, Counters, LanguageCounters, SurfaceTotals } from './records/records.ts';
import {
  AGENT_APPS,
  CUSTOMIZATIONS,
  type Customization,
  type Surfaces,
  type SurfaceUse,
  shownName,
} from './records/surfaces.ts';

const ZERO: readonly number[] = [0, 0, 0, 0, 0, 0, 0];

/** Adds up cells and surfaces, of one person's day or of a whole scope, and writes them the way GitHub does. */
export class Tally {
  readonly #total: number[] = [...ZERO];
  readonly #ide = new Map<string, number[]>();
  readonly #feature = new Map<string, number[]>();
  readonly #languageFeature = new Map<string, number[]>();
  readonly #languageModel = new Map<string, number[]>();
  readonly #modelFeature = new Map<string, number[]>();
  readonly #agentApps = new Map<number, number>();
  readonly #customizations = new Map<Customization, Map<string, number>>();
  #cli: SurfaceUse | null = null;
  #app: SurfaceUse | null = null;
  #vscodeAgent: { sessions: number; messages: number } | null = null;

  /** Counts a cell in the totals and in every breakdown it belongs to. */
  addCell({ ide, feature, language, model, counts }: Cell): void {
    plus(this.#total, counts);
    if (ide !== null) this.addIde(ide, counts);
    plusAt(this.#feature, feature, counts);
    plusAt(this.#languageFeature, `${language}\u0000${feature}`, counts);
    if (model === null) return;
    plusAt(this.#languageModel, `${language}\u0000${model}`, counts);
    plusAt(this.#modelFeature, `${model}\u0000${feature}`, counts);
  }

  /** Makes sure the editor has a row, even without any activity in it. */
  addIde(ide: string, counts: readonly number[] = ZERO): void {
    plusAt(this.#ide, ide, counts);
  }

  /** Adds CLI, app, Agents window, agent apps and customizations. */
  addSurfaces({ cli, app, vscodeAgent, agentApps, customizations }: Surfaces): void {
    if (cli) this.#cli = addUse(this.#cli, cli);
    if (app) this.#app = addUse(this.#app, app);
    if (vscodeAgent) {
      this.#vscodeAgent = {
        sessions: (this.#vscodeAgent?.sessions ?? 0) + vscodeAgent.sessions,
        messages: (this.#vscodeAgent?.messages ?? 0) + vscodeAgent.messages,
      };
    }
    for (const [app, starts] of agentApps ?? []) this.#agentApps.set(app, (this.#agentApps.get(app) ?? 0) + starts);
    if (!customizations) return;
    for (const kind of CUSTOMIZATIONS) {
      const known = this.#customizations.get(kind) ?? new Map<string, number>();
      for (const [name, events] of customizations[kind]) known.set(name, (known.get(name) ?? 0) + events);
      this.#customizations.set(kind, known);
    }
  }

  /** The seven totals. */
  counters(): Counters {
    return named(this.#total);
  }

  /** The five breakdown arrays. */
  breakdowns(): Breakdowns {
    return {
      totals_by_ide: sorted(this.#ide, (ide, counts) => ({ ide, ...named(counts) })),
      totals_by_feature: sorted(this.#feature, (feature, counts) => ({ feature, ...named(counts) })),
      totals_by_language_feature: pairs(this.#languageFeature, (language, feature, counts) => ({
        language,
        feature,
        ...withoutPrompts(counts),
      })),
      totals_by_language_model: pairs(this.#languageModel, (language, model, counts) => ({
        language,
        model,
        ...withoutPrompts(counts),
      })),
      totals_by_model_feature: pairs(this.#modelFeature, (model, feature, counts) => ({
        model,
        feature,
        ...named(counts),
      })),
    };
  }

  /** CLI, app, Agents window and agent apps; a surface without use is left out. */
  surfaces(level: 'user' | 'aggregate'): Record<string, unknown> {
    return {
      ...(this.#cli && { totals_by_cli: surfaceTotals(this.#cli) }),
      ...(this.#app && { totals_by_copilot_app: surfaceTotals(this.#app) }),
      ...(this.#vscodeAgent && {
        totals_by_vscode_agent: {
          session_count: this.#vscodeAgent.sessions,
          total_user_messages: this.#vscodeAgent.messages,
        },
      }),
      ...(this.#agentApps.size > 0 && {
        totals_by_3rd_party_agent: [...this.#agentApps].sort().map(([app, starts]) => ({
          ...AGENT_APPS[app],
          user_initiated_interaction_count: starts,
          ...(level === 'aggregate' && { session_count: starts }),
        })),
      }),
    };
  }

  /** The CLI customization fields; empty without any CLI use since they are measured. */
  customizations(): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    for (const [kind, events] of this.#customizations) {
      const shown = new Map<string, number>();
      for (const [name, count] of events)
        shown.set(shownName(kind, name), (shown.get(shownName(kind, name)) ?? 0) + count);
      fields[`distinct_${kind}_use_count`] = events.size;
      fields[`totals_by_${kind}`] = [...shown]
        .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .slice(0, 5)
        .map(([name, count]) => ({ [kind]: name, interaction_count: count }));
    }
    return fields;
  }
}

function plus(into: number[], counts: readonly number[]): void {
  for (let index = 0; index < counts.length; index++) into[index] = (into[index] ?? 0) + (counts[index] ?? 0);
}

function plusAt(map: Map<string, number[]>, key: string, counts: readonly number[]): void {
  const known = map.get(key);
  if (known) plus(known, counts);
  else map.set(key, [...counts]);
}

// Written out, because these run for every row of every record.
function named(counts: readonly number[]): Counters {
  return { user_initiated_interaction_count: counts[0] ?? 0, ...withoutPrompts(counts) };
}

function withoutPrompts(counts: readonly number[]): LanguageCounters {
  return {
    code_generation_activity_count: counts[1] ?? 0,
    code_acceptance_activity_count: counts[2] ?? 0,
    loc_suggested_to_add_sum: counts[3] ?? 0,
    loc_suggested_to_delete_sum: counts[4] ?? 0,
    loc_added_sum: counts[5] ?? 0,
    loc_deleted_sum: counts[6] ?? 0,
  };
}

function sorted<T>(
  map: ReadonlyMap<string, readonly number[]>,
  write: (key: string, counts: readonly number[]) => T,
): T[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, counts]) => write(key, counts));
}

function pairs<T>(
  map: ReadonlyMap<string, readonly number[]>,
  write: (first: string, second: string, counts: readonly number[]) => T,
): T[] {
  return sorted(map, (key, counts) => {
    const [first = '', second = ''] = key.split('\u0000');
    return write(first, second, counts);
  });
}

function addUse(known: SurfaceUse | null, use: SurfaceUse): SurfaceUse {
  if (!known) return use;
  return {
    sessions: known.sessions + use.sessions,
    requests: known.requests + use.requests,
    prompts: known.prompts + use.prompts,
    promptTokens: known.promptTokens + use.promptTokens,
    outputTokens: known.outputTokens + use.outputTokens,
  };
}

function surfaceTotals(use: SurfaceUse): SurfaceTotals {
  return {
    session_count: use.sessions,
    request_count: use.requests,
    prompt_count: use.prompts,
    token_usage: {
      prompt_tokens_sum: use.promptTokens,
      output_tokens_sum: use.outputTokens,
      avg_tokens_per_request: Math.round(((use.promptTokens + use.outputTokens) / use.requests) * 100) / 100,
    },
  };
}
