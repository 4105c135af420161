import { type Day, eachDay, isDay, toDay } from '@flightdeck/catalog';
import type { UserRecord } from '../../world/records/records.ts';
import type { ScopeName, Simulation } from '../../world/simulation.ts';
import { type Answer, failure } from '../answer.ts';
import { seatedPeople } from './seats.ts';

/** Prices in USD. @source plans-and-credits.2026-10.json: one AI credit, a Business seat and month. */
const CREDIT_PRICE = 0.01;
const SEAT_PRICE = 19;

/** Credits a Business seat includes a month. @source plans-and-credits.2026-10.json. */
const INCLUDED_CREDITS = 1900;

/** The answer of `settings/billing/usage/summary` or `…/ai_credit/usage`; null for another path. */
export function answerUsage(
  simulation: Simulation,
  scope: ScopeName,
  path: string,
  url: URL,
  now: Date,
): Answer | null {
  const report = /^\/settings\/billing\/(usage\/summary|ai_credit\/usage)$/.exec(path)?.[1];
  if (!report) return null;
  const period = periodOf(url.searchParams, now);
  if (!period) return failure(400, 'The time period is not valid.');
  const user = url.searchParams.get('user');
  const days = eachDay(period.range).filter((day) => day <= toDay(now));
  const credits = creditsByModel(simulation, scope, days, user);
  const seats = seatedPeople(simulation, scope, now).length;
  const included = user === null ? seats * INCLUDED_CREDITS : 0;
  const body = {
    timePeriod: period.named,
    [scope.kind === 'org' ? 'organization' : 'enterprise']: scope.slug,
    ...(user !== null && { user }),
  };
  if (report === 'ai_credit/usage')
    return { status: 200, body: { ...body, usageItems: creditItems(credits, included) } };
  const total = [...credits.values()].reduce((sum, quantity) => sum + quantity, 0);
  const usageItems = [
    item('copilot_for_business', 'user-months', SEAT_PRICE, seats, 0),
    item('copilot_ai_credit', 'ai-credits', CREDIT_PRICE, total, Math.min(total, included)),
  ];
  return { status: 200, body: { ...body, usageItems } };
}

interface Period {
  readonly named: { readonly year: number; readonly month?: number; readonly day?: number };
  readonly range: { readonly from: Day; readonly to: Day };
}

/** The asked period, by default the current month. */
function periodOf(query: URLSearchParams, now: Date): Period | null {
  const year = Number(query.get('year') ?? now.getUTCFullYear());
  const month =
    query.has('year') && !query.has('month') ? undefined : Number(query.get('month') ?? now.getUTCMonth() + 1);
  const day = query.has('day') ? Number(query.get('day')) : undefined;
  const text = (m: number, d: number) => `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  if (month === undefined) return { named: { year }, range: { from: text(1, 1), to: text(12, 31) } };
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const range = { from: text(month, day ?? 1), to: text(month, day ?? last) };
  if (!isDay(range.from) || !isDay(range.to)) return null;
  return { named: { year, month, ...(day !== undefined && { day }) }, range };
}

/** Credits of the rows, each row's split by the prompts its models got. */
function creditsByModel(
  simulation: Simulation,
  scope: ScopeName,
  days: readonly Day[],
  user: string | null,
): Map<string, number> {
  const credits = new Map<string, number>();
  for (const day of days) {
    for (const record of simulation.userRecords(scope, day)) {
      if (user !== null && record.user_login !== user) continue;
      for (const [model, share] of modelShares(record)) {
        credits.set(model, (credits.get(model) ?? 0) + (record.ai_credits_used ?? 0) * share);
      }
    }
  }
  return credits;
}

function modelShares(record: UserRecord): [model: string, share: number][] {
  const prompts = record.totals_by_model_feature.map(
    (row) => [row.model, row.user_initiated_interaction_count] as const,
  );
  const all = prompts.reduce((sum, [, count]) => sum + count, 0);
  return all === 0 ? [['unknown', 1]] : prompts.map(([model, count]) => [model, count / all]);
}

function creditItems(credits: ReadonlyMap<string, number>, included: number): Record<string, unknown>[] {
  let left = included;
  return [...credits]
    .filter(([, quantity]) => quantity > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([model, quantity]) => {
      const covered = Math.min(left, quantity);
      left -= covered;
      return { ...item('Copilot AI Credits', 'credits', CREDIT_PRICE, quantity, covered), model };
    });
}

function item(
  sku: string,
  unitType: string,
  pricePerUnit: number,
  quantity: number,
  covered: number,
): Record<string, unknown> {
  return {
    product: 'Copilot',
    sku,
    unitType,
    pricePerUnit,
    grossQuantity: quantity,
    grossAmount: quantity * pricePerUnit,
    discountQuantity: covered,
    discountAmount: covered * pricePerUnit,
    netQuantity: quantity - covered,
    netAmount: (quantity - covered) * pricePerUnit,
  };
}
