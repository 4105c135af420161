/** A process that starts so many readers, says `ready`, and waits to be killed. Arguments: work folder, number. */
import { createReader } from './reader.ts';

const [workFolder = '', count = '1'] = process.argv.slice(2);
const readers = Array.from({ length: Number(count) }, () =>
  createReader({ workFolder, threads: 1, memoryLimitMb: 100 }),
);
for (const reader of readers) reader.start();
process.stdout.write('ready\n');
setInterval(() => undefined, 1000);
