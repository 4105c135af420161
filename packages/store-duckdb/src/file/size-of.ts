import { stat } from 'node:fs/promises';

/** Bytes of the database file and of what is not yet written into it; null where neither can be looked at. */
export async function sizeOf(file: string): Promise<number | null> {
  const sizes = await Promise.all(
    [file, `${file}.wal`].map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => null,
      ),
    ),
  );
  return sizes[0] === null ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
