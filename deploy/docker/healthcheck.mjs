// Exit code 0 when the server of this container answers. It is asked where it says itself that commands reach it: PORT, TLS and
// PUBLIC_URL need no setting here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

try {
  const { url } = JSON.parse(readFileSync(join(process.env.FLIGHTDECK_DATA ?? '/data', 'server.json'), 'utf8'));
  const { ok } = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(4000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
