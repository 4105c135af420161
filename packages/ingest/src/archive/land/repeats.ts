import { open } from 'node:fs/promises';
import { DataError } from '@flightdeck/catalog';
import type { FileScan, Repeat } from '../../scan/file-scan.ts';
import { formatExact, parseExact } from '../../scan/record/exact.ts';
import { SHARD_SPAN } from '../../scan/report-scan.ts';

const READ_BYTES = 16_384;

/**
 * Compares rows whose grain stood earlier with the row written then: the same is counted once.
 * @throws DataError `duplicate_grain` when they differ, because nobody can say which one is right.
 */
export async function decideRepeats(
  file: FileScan,
  repeats: readonly Repeat[],
  cleanFile: (shard: number) => string,
): Promise<void> {
  for (const repeat of repeats) {
    const shard = Math.floor(repeat.earlier / SHARD_SPAN);
    const earlier = await readLine(cleanFile(shard), repeat.earlier % SHARD_SPAN);
    if (!isSame(earlier, repeat, file.isOfEnterprise)) {
      throw new DataError(
        `Line ${repeat.place.line} says something else about a person, team or day than an earlier line.`,
        {
          code: 'duplicate_grain',
          line: repeat.place.line,
          hint: 'The file is not one report; several may have been joined. Load them one by one.',
        },
      );
    }
    file.rejectRepeat(repeat);
  }
}

/** GitHub gives a person's whole activity to each of their organizations: of an enterprise the rows are one. */
function isSame(earlier: Buffer, repeat: Repeat, ofEnterprise: boolean): boolean {
  if (earlier.equals(repeat.bytes)) return true;
  return sorted(earlier, ofEnterprise) === sorted(repeat.bytes, ofEnterprise);
}

function sorted(line: Buffer, ofEnterprise: boolean): string {
  const record = parseExact(line.toString('utf8'));
  if (ofEnterprise && record instanceof Map) record.delete('organization_id');
  return formatExact(record, true);
}

async function readLine(path: string, from: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const parts: Buffer[] = [];
    for (let at = from; ; ) {
      const buffer = Buffer.alloc(READ_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, at);
      const end = buffer.subarray(0, bytesRead).indexOf(10);
      parts.push(buffer.subarray(0, end < 0 ? bytesRead : end));
      if (end >= 0 || bytesRead === 0) return Buffer.concat(parts);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
