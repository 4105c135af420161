import { CapabilityError, type Scope } from '@flightdeck/catalog';
import { z } from 'zod';
import { type Ask, notGithub } from '../http/ask.ts';
import { eachPage, type PageShape, readPages } from '../http/pages.ts';
import { count, type Person, parsed, person, text } from './shapes.ts';

/** One seat; a person has several when several organizations or teams grant one. Times are as GitHub writes them. */
export interface Seat {
  /** Null for an account that no longer exists. */
  readonly assignee: Person | null;
  readonly organization: string | null;
  /** Slug of the team the seat was granted through, or null. */
  readonly assigningTeam: string | null;
  readonly createdAt: string | null;
  readonly pendingCancellationDate: string | null;
  /** Null means no activity in 90 days. @source github/docs "Metrics data properties". */
  readonly lastActivityAt: string | null;
  readonly lastActivityEditor: string | null;
  readonly lastAuthenticatedAt: string | null;
  readonly plan: string | null;
}

/** All seats of a scope. `totalSeats` is GitHub's own count, of people, or null when it gave none. */
export interface Seats {
  readonly totalSeats: number | null;
  readonly seats: readonly Seat[];
}

/** Copilot as an organization has bought and set it; null where GitHub does not say. */
export interface BillingSummary {
  readonly seats: {
    readonly total: number | null;
    readonly addedThisCycle: number | null;
    readonly pendingInvitation: number | null;
    readonly pendingCancellation: number | null;
    readonly activeThisCycle: number | null;
    readonly inactiveThisCycle: number | null;
  };
  readonly seatManagement: string | null;
  readonly publicCodeSuggestions: string | null;
  readonly ideChat: string | null;
  readonly platformChat: string | null;
  readonly cli: string | null;
  readonly plan: string | null;
}

const seat = z
  .looseObject({
    assignee: person.nullish().catch(null),
    organization: z.looseObject({ login: z.string() }).nullish().catch(null),
    assigning_team: z.looseObject({ slug: z.string() }).nullish().catch(null),
    created_at: text,
    pending_cancellation_date: text,
    last_activity_at: text,
    last_activity_editor: text,
    last_authenticated_at: text,
    plan_type: text,
  })
  .transform(
    (raw): Seat => ({
      assignee: raw.assignee ?? null,
      organization: raw.organization?.login ?? null,
      assigningTeam: raw.assigning_team?.slug ?? null,
      createdAt: raw.created_at,
      pendingCancellationDate: raw.pending_cancellation_date,
      lastActivityAt: raw.last_activity_at,
      lastActivityEditor: raw.last_activity_editor,
      lastAuthenticatedAt: raw.last_authenticated_at,
      plan: raw.plan_type,
    }),
  );
const billing = z.looseObject({
  seat_breakdown: z.looseObject({
    total: count,
    added_this_cycle: count,
    pending_invitation: count,
    pending_cancellation: count,
    active_this_cycle: count,
    inactive_this_cycle: count,
  }),
  seat_management_setting: text,
  public_code_suggestions: text,
  ide_chat: text,
  platform_chat: text,
  cli: text,
  plan_type: text,
});

/** A page of the list of seats as GitHub gives it: the objects themselves, and GitHub's count beside them. */
export interface SeatPage {
  readonly totalSeats: number | null;
  readonly seats: readonly Readonly<Record<string, unknown>>[];
}

const object = z.record(z.string(), z.unknown());
const rawSeatPage = z
  .looseObject({ total_seats: count, seats: z.array(object) })
  .transform((raw): SeatPage => ({ totalSeats: raw.total_seats, seats: raw.seats }));

/** One text a grant of a seat: a person has one for each organization and team that grants one. */
function grantOf(seat: Readonly<Record<string, unknown>>, index: number): string {
  const { assignee, organization, assigning_team: team } = seat;
  const parts = [fieldOf(assignee, 'id'), fieldOf(organization, 'login'), fieldOf(team, 'id')];
  return parts[0] === '' ? `seat ${index} ${seat.created_at}` : parts.join(' ');
}

function fieldOf(value: unknown, name: string): string {
  const field = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return ['string', 'number', 'bigint'].includes(typeof field) ? String(field) : '';
}

const seatPages: PageShape<SeatPage> = {
  parse: parsed(rawSeatPage),
  items: ({ seats }) => seats.map(grantOf),
  total: ({ totalSeats }) => totalSeats,
};

/** Every page of a scope's seats, untouched. @throws amid the list for a page that fails: what came before is no list. */
export function eachSeatPage(ask: Ask, scope: Scope): AsyncIterable<SeatPage> {
  return eachPage(ask, { scope, subject: 'seats', path: seatsPath(scope) }, seatPages);
}

function seatsPath(scope: Scope): string {
  return `${scope.kind === 'org' ? '/orgs/{org}' : '/enterprises/{enterprise}'}/copilot/billing/seats`;
}

/** All seats of a scope, every page. */
export async function readSeats(ask: Ask, scope: Scope): Promise<Seats> {
  const pages = await readPages(ask, { scope, subject: 'seats', path: seatsPath(scope) }, seatPages);
  const seats = pages.flatMap((page) => page.seats.map((raw) => seat.parse(raw)));
  return { totalSeats: pages.at(-1)?.totalSeats ?? null, seats };
}

/**
 * What an organization has bought and set.
 * @throws CapabilityError `org_only` for an enterprise: GitHub has no such call there.
 */
export async function readBillingSummary(ask: Ask, scope: Scope): Promise<BillingSummary> {
  const raw = await askBilling(ask, scope, parsed(billing));
  const seats = raw.seat_breakdown;
  return {
    seats: {
      total: seats.total,
      addedThisCycle: seats.added_this_cycle,
      pendingInvitation: seats.pending_invitation,
      pendingCancellation: seats.pending_cancellation,
      activeThisCycle: seats.active_this_cycle,
      inactiveThisCycle: seats.inactive_this_cycle,
    },
    seatManagement: raw.seat_management_setting,
    publicCodeSuggestions: raw.public_code_suggestions,
    ideChat: raw.ide_chat,
    platformChat: raw.platform_chat,
    cli: raw.cli,
    plan: raw.plan_type,
  };
}

/** The same untouched, as an object of GitHub. @throws as `readBillingSummary`. */
export function readRawBilling(ask: Ask, scope: Scope): Promise<Readonly<Record<string, unknown>>> {
  return askBilling(ask, scope, parsed(z.looseObject({ seat_breakdown: object })));
}

async function askBilling<T>(ask: Ask, scope: Scope, parse: (body: unknown) => T | null): Promise<T> {
  if (scope.kind !== 'org') {
    throw new CapabilityError('GitHub has a billing summary for organizations only.', {
      code: 'org_only',
      hint: 'Ask for each organization of the enterprise, or count the seats of the enterprise.',
    });
  }
  const answer = await ask({ scope, subject: 'seats', path: '/orgs/{org}/copilot/billing' });
  const read = answer.body.kind === 'json' ? parse(answer.body.value) : null;
  if (read === null) throw notGithub(answer);
  return read;
}
