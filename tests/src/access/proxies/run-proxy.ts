import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Proxies that can be run here. */
export type ProxyName = 'nginx' | 'caddy' | 'apache';
/** An example of a proxy: for a server at a name of its own, or below a path of one. */
export type Example = 'root' | 'sub-path';

const PLACES: Readonly<Record<ProxyName, readonly string[]>> = {
  nginx: ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'],
  caddy: ['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy'],
  apache: ['/usr/sbin/apache2'],
};

/** Path of an installed proxy, or null. */
export const findProxy = (name: ProxyName): string | null => PLACES[name].find((path) => existsSync(path)) ?? null;

const FILES: Readonly<Record<ProxyName, (example: Example) => string>> = {
  nginx: (example) => `nginx/${example}.conf`,
  caddy: (example) => `caddy/${example}.Caddyfile`,
  apache: (example) => `apache/${example}.conf`,
};

/** The text of an example, as it is handed out. */
export const readExample = (name: ProxyName, example: Example): string =>
  readFileSync(fileURLToPath(new URL(`../../../../deploy/proxy/${FILES[name](example)}`, import.meta.url)), 'utf8');

/** The name that an example serves. */
export const NAMES: Readonly<Record<Example, string>> = { root: 'stats.example.com', 'sub-path': 'example.com' };

/** A folder with a certificate of the examples' names. */
export function makeCertificate(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-proxy-'));
  const names = Object.values(NAMES).map((name) => `DNS:${name}`);
  const subject = ['-subj', '/CN=example.com', '-addext', `subjectAltName=${names.join(',')}`];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'flightdeck.key'];
  execFileSync('openssl', ['req', '-x509', ...key, '-days', '2', ...subject, '-out', 'flightdeck.pem'], {
    cwd: folder,
    stdio: 'ignore',
  });
  return folder;
}

/** Where an example is run, each at a port of its own, and where the server behind it is. */
export interface Placed {
  readonly example: Example;
  readonly port: number;
  readonly upstream: number;
}

/** The example with the ports and files of a test; nothing else in it is another. */
function placed(name: ProxyName, folder: string, { example, port, upstream }: Placed): string {
  const text = readExample(name, example)
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${upstream}`)
    .replaceAll('/etc/ssl/flightdeck', join(folder, 'flightdeck'));
  if (name === 'nginx')
    // Its first server leads from port 80 to HTTPS, which needs that very port.
    return text
      .slice(text.indexOf('server {', text.indexOf('server {') + 1))
      .replace('listen 443', `listen 127.0.0.1:${port}`);
  const tls = `\ttls ${join(folder, 'flightdeck.pem')} ${join(folder, 'flightdeck.key')}`;
  return text.replace(`${NAMES[example]} {`, `${NAMES[example]}:${port} {\n\tbind 127.0.0.1\n${tls}`);
}

/** The examples as one configuration. */
function configure(name: ProxyName, folder: string, examples: readonly Placed[]): string {
  const servers = examples.map((each) => placed(name, folder, each)).join('\n');
  if (name === 'caddy')
    return `{\n\tadmin off\n\tauto_https disable_redirects\n\tgrace_period 1s\n\tstorage file_system ${folder}\n}\n${servers}`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  return `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr warn;
events { worker_connections 256; }
http { access_log off; ${temporary.join(' ')}\n${servers}\n}`;
}

/** Runs examples until it is closed. @throws Error with what the proxy said when it does not begin to listen. */
export async function runProxy(
  name: 'nginx' | 'caddy',
  examples: readonly Placed[],
): Promise<{ close(): Promise<void> }> {
  const folder = makeCertificate();
  const file = join(folder, name === 'caddy' ? 'Caddyfile' : 'nginx.conf');
  writeFileSync(file, configure(name, folder, examples));
  const args = name === 'caddy' ? ['run', '--config', file, '--adapter', 'caddyfile'] : ['-p', folder, '-c', file];
  const child = spawn(findProxy(name) ?? '', args, { env: { PATH: process.env.PATH, HOME: folder } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    if ((await Promise.all(examples.map(({ port }) => listens(port)))).every(Boolean)) return { close };
    await sleep(100);
  }
  await close();
  throw new Error(`${name} did not begin to listen:\n${said}`);
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
