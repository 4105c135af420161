import { z } from 'zod';

/** A person. `id` is null where GitHub lists people by login only (licences of an enterprise). */
export interface Person {
  readonly id: number | null;
  readonly login: string;
}

/** An id: GitHub documents integers, yet some consumers met them as text. */
export const id = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
/** Text, null when absent or something else. */
export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
/** A whole number that a number holds exactly, null when absent or something else. */
export const count = id
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
/** The part of a user object we keep. */
export const person = z.looseObject({ id, login: z.string() }).transform(({ id, login }): Person => ({ id, login }));

/** A reader of answers: the typed value, or null when the shape is another. */
export function parsed<T>(shape: z.ZodType<T>): (body: unknown) => T | null {
  return (body) => {
    const result = shape.safeParse(body);
    return result.success ? result.data : null;
  };
}
