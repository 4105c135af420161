import type { DuckDBConnection } from '@duckdb/node-api';
import { dropOrphanLog, renewBaseToken, requireOwnLog } from './base-token.ts';
import type { FaultPoint } from './fault-point.ts';
import { prepareLayout, requireLayout } from './layout/prepare-layout.ts';
import { upgradeFile } from './layout/upgrade-file.ts';
import { explainOpenError, type FileOptions, openFile, protectFiles } from './open-file.ts';
import { createPool, type Pool } from './pool.ts';
import { execute } from './session.ts';

/** A store's file as it is open: connections to it, lent one at a time. */
export interface Opening {
  readonly readers: Pool;
  readonly writers: Pool;
  /** Closes the file at once; what is committed stands in its log. */
  shut(): void;
}

const READERS = 3;

/**
 * Opens the file, with the tables as the catalogue has them now. One of an earlier layout is upgraded in a copy first, and kept as it was.
 * @throws what `openFile` and `prepareLayout` throw, and what is wrong with the disk.
 */
export function openConnections(options: FileOptions, faultPoint: FaultPoint = () => {}): Promise<Opening> {
  return openAs(options, 'file', faultPoint);
}

/** `copy`: the file is the copy that is being upgraded. */
async function openAs(options: FileOptions, kind: 'file' | 'copy', faultPoint: FaultPoint): Promise<Opening> {
  const { file } = options;
  const connections: DuckDBConnection[] = [];
  if (!options.isReadOnly) await dropOrphanLog(file);
  const opened = await openFile(options);
  let isShut = false;
  const shut = (): void => {
    if (isShut) return;
    isShut = true;
    for (const connection of connections) connection.closeSync();
    opened.instance.closeSync();
    opened.release();
  };
  try {
    for (let index = 0; index <= READERS; index += 1) connections.push(await opened.connect());
    const [writer, ...readers] = connections as [DuckDBConnection, ...DuckDBConnection[]];
    if (options.isReadOnly) {
      await requireOwnLog(writer, file);
      await requireLayout(writer, file);
    } else {
      faultPoint('open.before_layout');
      const how = { version: options.version ?? null, mayUpgrade: kind === 'copy', faultPoint };
      if (!(await prepareLayout(writer, file, how))) {
        const steps = { bringUpToDate: (fresh: string) => bringUpToDate({ ...options, file: fresh }), letGo: shut };
        await upgradeFile(file, steps, faultPoint);
        return await openAs(options, 'file', faultPoint);
      }
      faultPoint('open.before_token');
      await renewBaseToken(writer, file, faultPoint);
      faultPoint('open.after_token');
      await protectFiles(file);
    }
    return { readers: createPool(readers), writers: createPool([writer]), shut };
  } catch (error) {
    shut();
    throw explainOpenError(error, file);
  }
}

/** Opens a copy with the present layout, and closes it with everything in the file. */
async function bringUpToDate(options: FileOptions): Promise<void> {
  const { readers, writers, shut } = await openAs(options, 'copy', () => {});
  try {
    await writers.use((connection) => execute(connection, 'CHECKPOINT'));
  } finally {
    await Promise.all([writers.drain(), readers.drain()]);
    shut();
  }
}
