import { report } from './measure.ts';
import { serve } from './serve.ts';

/** Time from the command `flightdeck start` on the store to its first answer that it is ready. */
export async function benchStart(folder: string, databaseFile: string): Promise<void> {
  const served = await serve(folder, databaseFile);
  await served.stop();
  report('server start, until it is ready', served.readyAfter, 'ms', 2000);
}
