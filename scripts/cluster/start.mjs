// `node scripts/cluster/start.mjs [--engine NAME] [--version V] [--port N]`: a cluster that runs until it is interrupted.
import { parseArgs } from 'node:util';
import { startCluster } from './nodes.mjs';

const { values } = parseArgs({
  options: { engine: { type: 'string' }, version: { type: 'string' }, port: { type: 'string' } },
});
const port = Number(values.port ?? 9201);
const cluster = await startCluster({
  ...(values.engine ? { engine: values.engine } : {}),
  ...(values.version ? { version: values.version } : {}),
  httpPort: port,
  transportPort: port + 100,
});
console.log(`${cluster.engine} ${cluster.version} on Java ${cluster.java}: TEST_CLUSTER_URL=${cluster.url}`);
const stop = async () => {
  await cluster.stop();
  process.exit(0);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
setInterval(() => {}, 1 << 30);
