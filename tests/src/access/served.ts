import type { Principal } from '@flightdeck/access';
import { LOCAL } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { type Installation, install } from './world.ts';

/** An installation and a server that takes everybody for the one a test named last, the local user at first. */
export interface Served {
  readonly all: Installation;
  readonly server: RunningServer;
  /** Takes everybody for this one from now on. */
  as(who: Principal): void;
  close(): Promise<void>;
}

/** Opens them, with what an installation has received; `webFolder` has the built web app, or else nothing. */
export async function serve(received?: Parameters<typeof install>[0], webFolder?: string): Promise<Served> {
  const all = await install(received);
  const { app, folder } = all;
  const asker = { ...LOCAL };
  const options = { host: '127.0.0.1', port: 0, webFolder: webFolder ?? folder, version: app.version };
  const server = await startServer(app, { ...options, everybody: asker });
  return {
    all,
    server,
    as: (who) => void Object.assign(asker, who),
    async close() {
      await server.close();
      await all.close();
    },
  };
}
