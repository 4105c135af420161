import { expect, it } from 'vitest';
import { z } from 'zod';
import { describes } from './described.ts';

interface Shelf {
  readonly name: string;
  readonly titles: readonly string[];
  readonly lamp?: boolean;
}
const name = z.string();
const titles = z.array(z.string());
const lamp = z.boolean().exactOptional();

it('takes the schema of exactly the type, and no other; the compiler checks the refusals', () => {
  const shelf = describes<Shelf>()('Shelf', z.strictObject({ name, titles, lamp }));
  expect(shelf.parse({ name: 'a', titles: [] })).toEqual({ name: 'a', titles: [] });
  // @ts-expect-error a member is missing
  describes<Shelf>()('Shelf', z.strictObject({ name, lamp }));
  // @ts-expect-error a member that may be absent is missing
  describes<Shelf>()('Shelf', z.strictObject({ name, titles }));
  // @ts-expect-error a member too many
  describes<Shelf>()('Shelf', z.strictObject({ name, titles, lamp, place: z.string() }));
  // @ts-expect-error a member too many that may be absent
  describes<Shelf>()('Shelf', z.strictObject({ name, titles, lamp, place: z.string().exactOptional() }));
  // @ts-expect-error one that may be null
  describes<Shelf>()('Shelf', z.strictObject({ name: name.nullable(), titles, lamp }));
  // @ts-expect-error of another kind inside a list
  describes<Shelf>()('Shelf', z.strictObject({ name, titles: z.array(z.number()), lamp }));
  // @ts-expect-error one that is always there
  describes<Shelf>()('Shelf', z.strictObject({ name, titles, lamp: z.boolean() }));
  // @ts-expect-error one of which nothing is known
  describes<Shelf>()('Shelf', z.strictObject({ name, titles: z.unknown(), lamp }));
});
