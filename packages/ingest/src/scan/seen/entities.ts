import type { Row } from '../record/row.ts';
import type { RecordKind } from '../schema.ts';

/** The organization or enterprise a row speaks of, by GitHub's id. */
export interface Entity {
  readonly kind: 'organization' | 'enterprise';
  readonly id: string;
}

const MAX_ENTITIES = 1000;
const NOBODY = { organization: null, enterprise: null, ids: [] };

/**
 * Collects whose rows a report holds. Organization reports name the enterprise too, so the organization counts;
 * repository rows always name both, so there the scope is whichever of the two stays the same through the file.
 */
export class Entities {
  /**
   * The scope a report was asked for: rows of an enterprise's organizations count as the enterprise's when that is
   * loaded.
   */
  readonly #of: 'organization' | 'enterprise';
  readonly #organizations = new Set<string>();
  readonly #enterprises = new Set<string>();
  #both = false;
  /** What `idsOf` gave last: nearly all rows of a report name the same. */
  #last: { organization: string | null; enterprise: string | null; ids: readonly Entity[] } = NOBODY;
  #noted: readonly Entity[] | null = null;

  constructor(of: 'organization' | 'enterprise' = 'organization') {
    this.#of = of;
  }

  /** Ids the row could be asked for by, the most telling first; empty when it names none. */
  idsOf(row: Row): readonly Entity[] {
    const organization = row.text('organization_id');
    const enterprise = row.text('enterprise_id');
    if (organization === this.#last.organization && enterprise === this.#last.enterprise) return this.#last.ids;
    const ids: Entity[] = [];
    if (organization !== null && organization !== '') ids.push({ kind: 'organization', id: organization });
    if (enterprise !== null && enterprise !== '') ids.push({ kind: 'enterprise', id: enterprise });
    if (this.#of === 'enterprise') ids.reverse();
    this.#last = { organization, enterprise, ids };
    return ids;
  }

  /** Notes a row's ids. */
  note(ids: readonly Entity[], kind: RecordKind): void {
    if (ids === this.#noted) return;
    this.#noted = ids;
    if (kind === 'repos-1-day') this.#both = true;
    for (const entity of this.#both ? ids : ids.slice(0, 1)) {
      const set = entity.kind === 'organization' ? this.#organizations : this.#enterprises;
      if (set.size < MAX_ENTITIES) set.add(entity.id);
    }
  }

  /** Whose rows these are: one for a report of one scope, several when scopes are mixed. */
  list(): Entity[] {
    const organizations = [...this.#organizations].map((id): Entity => ({ kind: 'organization', id }));
    const enterprises = [...this.#enterprises].map((id): Entity => ({ kind: 'enterprise', id }));
    if (!this.#both) return [...organizations, ...enterprises];
    if (organizations.length === 1) return organizations;
    return enterprises.length === 1 ? enterprises : [...organizations, ...enterprises];
  }
}

/**
 * True when the row may be loaded under one of the ids. An organization row's enterprise counts only for repositories, or
 * where an enterprise is loaded.
 */
export function belongsTo(ids: readonly Entity[], kind: RecordKind, wanted: readonly string[]): boolean {
  const candidates = kind === 'repos-1-day' || ids[0]?.kind === 'enterprise' ? ids : ids.slice(0, 1);
  return candidates.length === 0 || candidates.some((entity) => wanted.includes(entity.id));
}
