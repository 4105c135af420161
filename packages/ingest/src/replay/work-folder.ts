import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../archive/files.ts';
import type { IngestTools } from '../load/tools.ts';

const OURS = /^(?:load-|replay-)|\.ndjson$/;

/** Makes the work folder and removes what a killed run left in it. Only while nothing is being loaded. */
export async function prepareWorkFolder({ workFolder }: IngestTools): Promise<void> {
  await makeFolder(workFolder);
  const left = (await readdir(workFolder)).filter((name) => OURS.test(name));
  // The reader of a killed run may still be writing its last file.
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  await Promise.all(left.map((name) => rm(join(workFolder, name), options)));
}
