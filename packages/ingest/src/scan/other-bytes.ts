const NUL = 0;

const MAGIC: readonly (readonly [bytes: readonly number[], is: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'It is a ZIP archive or a spreadsheet: unpack it, and import the files in it.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'It is packed with zstd: unpack it first.'],
  [[0x42, 0x5a, 0x68], 'It is packed with bzip2: unpack it first.'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'It is packed with xz: unpack it first.'],
  [[0x25, 0x50, 0x44, 0x46], 'It is a PDF.'],
  [[0x50, 0x41, 0x52, 0x31], 'It is a Parquet file.'],
  [[0xff, 0xfe], 'It is UTF-16 text: save it as UTF-8.'],
  [[0xfe, 0xff], 'It is UTF-16 text: save it as UTF-8.'],
];

/** What a file that is no text of ours is by its first bytes; null when they say nothing. */
export function nameBytes(head: Uint8Array): string | null {
  const known = MAGIC.find(([bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (known !== undefined) return known[1];
  const isWide = head.length >= 4 && head[0] !== NUL && head[1] === NUL && head[2] !== NUL && head[3] === NUL;
  return isWide ? 'It is UTF-16 text: save it as UTF-8.' : null;
}
