import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, fixedSlot, nextSlot, UNKNOWN } from '@flightdeck/catalog';
import type { EntitySlot } from '@flightdeck/store';
import { booksIndex } from '../layout/layout.ts';
import type { BulkWriter } from '../wire/bulk.ts';
import type { Cluster } from '../wire/client.ts';
import { scrollHits } from '../wire/send.ts';
import { type FactRows, rowsOf } from './fact-rows.ts';
import type { NameBook } from './names.ts';
import { identifier, readRows } from './workbench.ts';

/** Where the values of a dimension are met; teams by their id, which survives a rename. */
const SOURCES: readonly { readonly dimension: string; readonly fact: string; readonly column: string }[] = [
  { dimension: 'language', fact: 'user_day_language_feature', column: 'language' },
  { dimension: 'ide', fact: 'user_day_ide', column: 'ide' },
  { dimension: 'feature', fact: 'user_day_feature', column: 'feature' },
  { dimension: 'model', fact: 'user_day_model_feature', column: 'model' },
  { dimension: 'team', fact: 'user_team_day', column: 'team_id' },
];

/** Slots given so far; teams by their id. */
export async function readSlots(cluster: Cluster, prefix: string): Promise<EntitySlot[]> {
  const slots: EntitySlot[] = [];
  for await (const hits of scrollHits(cluster, [booksIndex(prefix)], {
    size: 10_000,
    query: { term: { table: 'entity_slot' } },
  })) {
    for (const { _source } of hits) {
      slots.push({
        dimension: String(_source.dimension),
        value: String(_source.value),
        slot: Number(_source.slot),
      });
    }
  }
  return slots;
}

/**
 * Gives every value met for the first time in these rows a slot: by the first of the days, then by name, so that a
 * rebuild, which loads in the order in which things happened, gives the same.
 */
export async function assignSlots(
  connection: DuckDBConnection,
  { facts }: FactRows,
  given: EntitySlot[],
  prefix: string,
  writer: BulkWriter,
): Promise<void> {
  for (const { dimension, fact, column } of SOURCES) {
    const rows = facts.find(({ name }) => name === fact);
    if (!rows) continue;
    const value = `lower(CAST(${identifier(column)} AS VARCHAR))`;
    const met = await readRows(
      connection,
      `SELECT ${value}, CAST(min(day) AS VARCHAR) FROM ${rowsOf(rows)} GROUP BY 1 ORDER BY 2, 1`,
    );
    const known = given.filter((slot) => slot.dimension === dimension);
    const used = known.map(({ slot }) => slot);
    const names = new Set(known.map((slot) => slot.value));
    for (const [cell, day] of met) {
      const name = String(cell);
      if (names.has(name) || name === UNKNOWN || fixedSlot(dimension, name) !== null) continue;
      const slot = nextSlot(dimension, used);
      used.push(slot);
      given.push({ dimension, value: name, slot });
      await writer.add([toAction(prefix, { dimension, value: name, slot }, String(day))]);
    }
  }
}

function toAction(prefix: string, { dimension, value, slot }: EntitySlot, day: Day): string {
  const id = createHash('sha256')
    .update(JSON.stringify([dimension, value]))
    .digest('hex')
    .slice(0, 32);
  const document = JSON.stringify({ table: 'entity_slot', dimension, value, slot, first_day: day });
  return `${JSON.stringify({ index: { _index: booksIndex(prefix), _id: id } })}\n${document}`;
}

/** Slots by the names that answers bear: teams by slug and by label. Of teams that share a slug the first met gives it its colour. */
export function nameSlots(slots: readonly EntitySlot[], names: NameBook): readonly EntitySlot[] {
  const least = new Map<string, EntitySlot>();
  const add = (slot: EntitySlot): void => {
    const key = JSON.stringify([slot.dimension, slot.value]);
    const there = least.get(key);
    if (!there || slot.slot < there.slot) least.set(key, slot);
  };
  for (const slot of slots) {
    if (slot.dimension !== 'team') {
      add(slot);
      continue;
    }
    for (const scope of names.scopes()) {
      for (const value of [names.slugs(scope).get(slot.value), names.labels('slug', scope).get(slot.value)]) {
        if (value !== undefined) add({ ...slot, value });
      }
    }
  }
  return [...least.values()].sort((a, b) =>
    a.dimension === b.dimension ? (a.value < b.value ? -1 : 1) : a.dimension < b.dimension ? -1 : 1,
  );
}
