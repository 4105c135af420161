import { makePackage } from '../../scripts/package.mjs';
import { report } from './measure.ts';

/** What somebody downloads who starts the published package, DuckDB apart, and what it takes on the disk. */
export async function benchPackage(folder: string): Promise<void> {
  const { size, unpackedSize, files } = await makePackage(folder);
  report(`package: tarball of ${files.length} files`, size / 1e6, 'MB', 5);
  report('package: unpacked', unpackedSize / 1e6, 'MB', 20);
}
