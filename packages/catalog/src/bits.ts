/** Bits of the numbers a mask is kept in: those of `|` and `<<`, or of a `Uint16Array`. */
export type MaskWidth = 32 | 16;

/**
 * One bit of a mask for each name, the first at `from`. Beyond the width a bit would be that of another name, or none.
 * @throws Error when the width has no bit left for the last name: a fault of the list, found when the program starts.
 */
export function bitsOf<const Name extends string>(
  names: readonly Name[],
  width: MaskWidth,
  from = 0,
): Readonly<Record<Name, number>> {
  if (from + names.length > width)
    throw new Error(
      `${from + names.length} bits do not fit into a mask of ${width}: ${names.slice(width - from).join(', ')}`,
    );
  return Object.freeze(
    Object.fromEntries(names.map((name, index) => [name, 1 << (from + index)])) as Record<Name, number>,
  );
}
