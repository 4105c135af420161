import type { z } from 'zod';

type Primitive = string | number | bigint | boolean | null | undefined;
/** The type with nothing read-only. */
type Plain<T> = T extends Primitive ? T : { -readonly [Key in keyof T]: Plain<T[Key]> };
/** The type with nothing optional, so that a member only one side has is seen. */
type Whole<T> = T extends Primitive ? T : { -readonly [Key in keyof T]-?: Whole<T[Key]> };
type Fits<A, B> = [A] extends [B] ? true : false;
type IsSame<A, B> = [
  Fits<Plain<A>, Plain<B>>,
  Fits<Plain<B>, Plain<A>>,
  Fits<Whole<A>, Whole<B>>,
  Fits<Whole<B>, Whole<A>>,
] extends [true, true, true, true]
  ? true
  : false;

/** The type of a schema that does not describe the type: a compile error that shows both. */
interface Differs<Described, Type> {
  readonly described: Described;
  readonly type: Type;
}

/**
 * Gives a schema the type it describes and a name in the OpenAPI document. Does not compile when a member of either is
 * missing, optional or of another kind in the other, so that neither can drift.
 */
export function describes<Type>() {
  return <Schema extends z.ZodType>(
    name: string,
    schema: Schema & (IsSame<z.output<Schema>, Type> extends true ? unknown : Differs<z.output<Schema>, Type>),
  ): z.ZodType<Type> => {
    const named: z.ZodType = schema.meta({ id: name });
    // The parameter's type is the proof.
    return named as z.ZodType<Type>;
  };
}
