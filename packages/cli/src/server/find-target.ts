import { type Config, findServer } from '@flightdeck/app';
import { localTarget, remoteTarget, type Target } from './target.ts';

/** The server to ask: that of FLIGHTDECK_URL, else the one that runs on the data folder; null if there is neither. */
export function findTarget({
  remote,
  proxy,
  dataFolder,
}: Pick<Config, 'remote' | 'proxy' | 'dataFolder'>): Target | null {
  if (remote !== null) return remoteTarget(remote, proxy);
  const server = findServer(dataFolder);
  return server && localTarget(server);
}
