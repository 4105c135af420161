import type { Day, Scope } from '@flightdeck/catalog';
import { idOfLogin } from '../../scan/csv/csv-kinds.ts';
import { type Document, isNoTeam, type MovedIndex, textOf, writtenAt } from '../read/documents.ts';

/** Turns the documents of a window into the lines that are landed; the writer numbers them. */
export interface MoveLines {
  take(index: MovedIndex, document: Document, day: Day): readonly object[];
  /** Lines made from all documents together. */
  end(): readonly object[];
}

/** Ids of people by login, lower case, as rows of people in the same organization have them. */
export type PeopleIds = ReadonlyMap<string, number>;

/** GitHub's id of a login, or the number that stands for it where no row of people has one. */
const idOf = (login: string, ids: PeopleIds): number => ids.get(login.toLowerCase()) ?? idOfLogin(login);

/** Keeps one document a person, the one written last: after a change of login both stand in the index. */
function lastOfEach(toLine: (document: Document, day: Day) => readonly [person: string, line: object]): MoveLines {
  const last = new Map<string, { readonly at: string; readonly line: object }>();
  return {
    take(_index, document, day) {
      const [person, line] = toLine(document, day);
      const at = writtenAt(document);
      const known = last.get(person);
      if (known === undefined || known.at <= at) last.set(person, { at, line });
      return [];
    },
    end: () => [...last.values()].map(({ line }) => line),
  };
}

const SEAT = [
  'plan_type',
  'created_at',
  'updated_at',
  'pending_cancellation_date',
  'last_activity_at',
  'last_activity_editor',
  'last_authenticated_at',
] as const;

/** A seat nobody has yet stands under a name a fork made up. */
const NOBODY = /^unassigned-seat-/;

/** Seats as GitHub's API writes them. */
export function seatLines(ids: PeopleIds): MoveLines {
  let nobody = 0;
  return lastOfEach((document, day) => {
    const name = textOf(document.assignee_login);
    const login = name === null || NOBODY.test(name) ? null : name;
    const team = textOf(document.assignee_team_slug);
    const id = login === null ? null : idOf(login, ids);
    const seat = {
      assignee: login === null ? null : { login, id, type: 'User' },
      assigning_team: team === null || team === 'no-team' ? null : { slug: team },
      ...Object.fromEntries(SEAT.map((key) => [key, textOf(document[key])])),
    };
    nobody += id === null ? 1 : 0;
    return [id === null ? `nobody ${name ?? nobody}` : String(id), { day, seat }];
  });
}

const SETTINGS = ['seat_management_setting', 'public_code_suggestions', 'ide_chat', 'cli', 'plan_type'] as const;
const COUNTS = [
  'total',
  'added_this_cycle',
  'pending_invitation',
  'pending_cancellation',
  'active_this_cycle',
  'inactive_this_cycle',
] as const;

/**
 * GitHub's summary of seats. GitHub has none of an enterprise: there the dashboard wrote the length of the list of seats,
 * and beside it settings and counts it made up, which are left out.
 */
export function summaryLines(scope: Scope): MoveLines {
  const [counts, settings] = scope.kind === 'enterprise' ? [['total'] as const, []] : [COUNTS, SETTINGS];
  return lastOfEach((document, day) => [
    day,
    {
      day,
      billing: {
        seat_breakdown: Object.fromEntries(counts.map((key) => [key, document[`seat_${key}`] ?? null])),
        ...Object.fromEntries(settings.map((key) => [key, textOf(document[key])])),
      },
    },
  ]);
}

/** What dashboards added to a person's row. */
const ADDED: ReadonlySet<string> = new Set([
  '@timestamp',
  'unique_hash',
  'organization_slug',
  'member_organization_slug',
  'member_organization_id',
  'enterprise_slug',
  'scope_slug',
  'scope_type',
  'slug_type',
  'team_slug',
  'assignee_team_slug',
  'position_in_tree',
  'utc_offset',
  'top_model',
  'top_language',
  'top_feature',
  'last_updated_at',
  'download_link_index',
]);

/** Rows of people as GitHub gave them; one without an id gets that of its login, and is refused where nobody knows it. */
export function personLines(ids: PeopleIds): MoveLines {
  return lastOfEach((document, day) => {
    const row = Object.fromEntries(Object.entries(document).filter(([key]) => !ADDED.has(key)));
    const login = textOf(document.user_login);
    const given = Number(document.user_id ?? Number.NaN);
    const id = Number.isSafeInteger(given) && given > 0 ? given : (ids.get(login?.toLowerCase() ?? '') ?? null);
    const team = textOf(document.team_slug) ?? textOf(document.assignee_team_slug);
    const granting = isNoTeam({ team_slug: team }) ? {} : { granting_team: team };
    return [`${day} ${id ?? login}`, { ...row, ...(id === null ? {} : { user_id: id }), ...granting, day }];
  });
}
