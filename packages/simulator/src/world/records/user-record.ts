import { type Day, dayNumber } from '@flightdeck/catalog';
import { BIT } from '../activity.ts';
import { type Cell, cellsOf } from '../cells.ts';
import type { History, Phase, Settled } from '../history.ts';
import { loginOn, type Person } from '../people/people.ts';
import { chance } from '../random.ts';
import { Tally } from '../tally.ts';
import { SINCE } from '../timeline.ts';
import { type Surfaces, surfacesOf } from './surfaces.ts';

/** One person's day, taken apart. */
export interface PersonDay {
  readonly person: Person;
  readonly bits: number;
  readonly cells: readonly Cell[];
  readonly surfaces: Surfaces;
  /** An editor the server knows of without any telemetry from it, or null. */
  readonly silentIde: string | null;
  /** Credits in quarters, so that sums stay exact in binary; null where not measured. */
  readonly credits: number | null;
}

/** The person's day as far as it has arrived; null without a row. */
export function personDay(history: History, index: number, day: Day, settled: Settled): PersonDay | null {
  const bits = history.bits(index, day, settled);
  if ((bits & BIT.row) === 0) return null;
  const { seed } = history.population;
  const person = history.person(index);
  const number = dayNumber(day);
  const cells = cellsOf(seed, person, number, bits, settled);
  const surfaces = surfacesOf(seed, person, number, bits, settled);
  const silent = cells.length === 0 && day >= SINCE.serverSideIde && chance(seed, index, number, 8) < 0.4;
  return {
    person,
    bits,
    cells,
    surfaces,
    silentIde: silent ? (person.ides[0] ?? null) : null,
    credits: day >= SINCE.credits ? creditsOf(cells, surfaces) : null,
  };
}

/** Adds a person's day to a tally. */
export function tallyDay(tally: Tally, part: PersonDay): void {
  for (const cell of part.cells) tally.addCell(cell);
  if (part.silentIde !== null) tally.addIde(part.silentIde);
  tally.addSurfaces(part.surfaces);
}

/** The row of a users-1-day report, without scope keys. */
export function userFields(part: PersonDay, day: Day, phase: Phase): Record<string, unknown> {
  const tally = new Tally();
  tallyDay(tally, part);
  return {
    user_id: part.person.id,
    user_login: loginOn(part.person, dayNumber(day)),
    ...tally.counters(),
    ...(part.credits !== null && { ai_credits_used: part.credits }),
    ...usedFlags(part.bits, day),
    ...(day >= SINCE.phases && { ai_adoption_phase: phaseOf(phase) }),
    ...withVersions(tally, part.person, day),
    ...tally.customizations(),
  };
}

/** The `used_…` flags that existed on the day, for the bits of one day or of a whole window. */
export function usedFlags(bits: number, day: Day): Record<string, boolean | null> {
  const has = (bit: number) => (bits & bit) !== 0;
  const reviewed = has(BIT.reviewActive | BIT.reviewPassive);
  return {
    used_agent: has(BIT.agent),
    used_chat: has(BIT.chat),
    ...(day >= SINCE.cli && { used_cli: has(BIT.cli) }),
    ...(day >= SINCE.appInTotals && { used_copilot_app: has(BIT.app) }),
    ...(day >= SINCE.codingAgentFlag && { used_copilot_coding_agent: has(BIT.cloudAgent) }),
    ...(day >= SINCE.cloudAgentFlag && { used_copilot_cloud_agent: has(BIT.cloudAgent) }),
    ...(day >= SINCE.reviewFlags && {
      used_copilot_code_review_active: reviewed ? has(BIT.reviewActive) : null,
      used_copilot_code_review_passive: reviewed ? !has(BIT.reviewActive) : null,
    }),
    ...(has(BIT.vscodeAgent) && { used_vscode_agent: true }),
  };
}

/** A phase as user rows write it. */
export function phaseOf(phase: Phase): { phase_number: Phase; phase: string; version: string } {
  return { phase_number: phase, phase: phase === 0 ? 'No Cohort' : `Phase ${phase}`, version: 'v1' };
}

function creditsOf(cells: readonly Cell[], { cli, app }: Surfaces): number {
  const prompts = cells.reduce((sum, { model, counts }) => (model === null ? sum : sum + (counts[0] ?? 0)), 0);
  const tokens = (cli?.outputTokens ?? 0) + (app?.outputTokens ?? 0);
  return Math.round((prompts * 1.3 + tokens / 4000) * 4) / 4;
}

/** Breakdowns and surfaces with the versions that only user rows carry. */
export function withVersions(tally: Tally, person: Person, day: Day): Record<string, unknown> {
  const minute = String((person.index * 7) % 60).padStart(2, '0');
  const sampled_at = `${day}T${String(9 + (person.index % 9)).padStart(2, '0')}:${minute}:11.845Z`;
  const { totals_by_ide, ...breakdowns } = tally.breakdowns();
  const surfaces = tally.surfaces('user');
  const months = (Number(day.slice(0, 4)) - 2025) * 12 + Number(day.slice(5, 7)) - 10;
  return {
    totals_by_ide: totals_by_ide.map((row) =>
      row.ide === 'others' ? row : { ...row, ...ideVersions(row.ide, months, sampled_at) },
    ),
    ...breakdowns,
    ...surfaces,
    ...(isObject(surfaces.totals_by_cli) && {
      totals_by_cli: {
        ...surfaces.totals_by_cli,
        last_known_cli_version: { cli_version: `1.0.${6 * months + 20}`, sampled_at },
      },
    }),
  };
}

function ideVersions(ide: string, months: number, sampled_at: string): Record<string, unknown> {
  const jetbrains = ide === 'intellij' || ide === 'pycharm';
  const ide_version = ide === 'vscode' ? `1.${Math.max(0, months) + 126}.0` : jetbrains ? '2026.1.2' : '18.4.0';
  const plugin = ide === 'vscode' ? 'copilot-chat' : jetbrains ? 'copilot-intellij' : 'copilot';
  return {
    last_known_ide_version: { ide_version, sampled_at },
    last_known_plugin_version: { plugin, plugin_version: `0.${Math.max(0, months) + 29}.2`, sampled_at },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
