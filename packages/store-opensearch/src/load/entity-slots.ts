import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EntitySlot } from '@flightdeck/store';
import type { NameBook } from '@flightdeck/store/reference';
import { giveSlots, identifier, type NewSlot, SLOT_SOURCES } from '@flightdeck/store/shared';
import { ledgerIndex } from '../layout/layout.ts';
import type { BulkWriter } from '../wire/bulk.ts';
import type { Cluster } from '../wire/client.ts';
import { scrollHits } from '../wire/send.ts';
import { type FactRows, rowsOf } from './fact-rows.ts';
import { readRows } from './workbench.ts';

/** Slots given so far; teams by their id. */
export async function readSlots(cluster: Cluster, prefix: string): Promise<EntitySlot[]> {
  const slots: EntitySlot[] = [];
  for await (const hits of scrollHits(cluster, [ledgerIndex(prefix)], {
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
  for (const { dimension, fact, column } of SLOT_SOURCES) {
    const rows = facts.find(({ name }) => name === fact);
    if (!rows) continue;
    const value = `lower(CAST(${identifier(column)} AS VARCHAR))`;
    const met = await readRows(
      connection,
      `SELECT ${value}, CAST(min(day) AS VARCHAR) FROM ${rowsOf(rows)} GROUP BY 1 ORDER BY 2, 1`,
    );
    const seen = met.map(([cell, day]) => [String(cell), String(day)] as const);
    for (const slot of giveSlots(dimension, seen, given)) {
      given.push({ dimension, value: slot.value, slot: slot.slot });
      await writer.add([toAction(prefix, slot)]);
    }
  }
}

function toAction(prefix: string, { dimension, value, slot, firstDay }: NewSlot): string {
  const id = createHash('sha256')
    .update(JSON.stringify([dimension, value]))
    .digest('hex')
    .slice(0, 32);
  const document = JSON.stringify({ table: 'entity_slot', dimension, value, slot, first_day: firstDay });
  return `${JSON.stringify({ index: { _index: ledgerIndex(prefix), _id: id } })}\n${document}`;
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
