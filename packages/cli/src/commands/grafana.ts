import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { counted, InputError, withoutSlashes } from '@flightdeck/catalog';
import { FLAVOUR_NAMES, FLAVOURS, type FlavourName, grafanaFiles } from '@flightdeck/grafana';
import { type Command, optionText } from '../command.ts';

/** `flightdeck grafana`. */
export const grafanaCommand: Command = {
  name: 'grafana',
  args: '',
  remote: 'here',
  says: 'write dashboards, data source and alert rules for Grafana, as a folder to mount',
  options: [
    { flags: '--out <folder>', says: 'the folder to write; files of the same names are replaced' },
    {
      flags: '--flavour <name>',
      says: 'data source: infinity works with either store (infinity)',
      choices: FLAVOUR_NAMES,
    },
    { flags: '--url <url>', says: "Flightdeck's address, for Grafana and for links (http://localhost:8080)" },
    {
      flags: '--auth <how>',
      says: 'how Grafana signs in to Flightdeck: token is FLIGHTDECK_TOKEN of its environment (none on loopback, token elsewhere)',
      choices: ['none', 'token'],
    },
    { flags: '--store <url>', says: "the cluster's address, for elasticsearch and opensearch (http://localhost:9200)" },
  ],
  async run({ options, terminal }) {
    const out = optionText(options, 'out');
    if (out === undefined) {
      throw new InputError('No folder is named.', { code: 'no_folder', hint: 'Write --out ./grafana.' });
    }
    const name = (optionText(options, 'flavour') ?? 'infinity') as FlavourName;
    const url = address(optionText(options, 'url') ?? 'http://localhost:8080', 'url');
    const auth = optionText(options, 'auth') ?? (isLoopback(url) ? 'none' : 'token');
    const withToken = auth === 'token';
    const files = grafanaFiles(FLAVOURS[name], {
      url,
      withToken,
      storeUrl: address(optionText(options, 'store') ?? 'http://localhost:9200', 'store'),
    });
    for (const { path, text } of files) {
      const file = resolve(terminal.cwd, out, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    terminal.out(`${counted(files.length, 'file')} in ${out}. Mount it as /etc/grafana/provisioning.\n`);
    if (withToken && FLAVOURS[name].readsApi)
      terminal.err('Grafana needs FLIGHTDECK_TOKEN in its environment; without one every panel shows an error.\n');
    return 0;
  },
};

/** True for an address on the machine itself, where Flightdeck asks for no token. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** An address without a slash at its end. @throws InputError `bad_url`. */
function address(text: string, option: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '')
    return withoutSlashes(text);
  throw new InputError(`--${option} ${text} is not an address.`, {
    code: 'bad_url',
    hint: `Write --${option} https://host, without a password.`,
  });
}
