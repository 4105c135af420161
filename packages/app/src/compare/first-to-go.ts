/** Which file gives up its place: the oldest of whoever has the most, so that nobody takes the places of all others; undefined of none. */
export function firstToGo<T extends { readonly owner: string }>(
  oldestFirst: readonly (readonly [id: string, file: T])[],
): readonly [id: string, file: T] | undefined {
  const countOf = (owner: string): number => oldestFirst.filter(([, file]) => file.owner === owner).length;
  const most = Math.max(...oldestFirst.map(([, { owner }]) => countOf(owner)));
  return oldestFirst.find(([, { owner }]) => countOf(owner) === most);
}
