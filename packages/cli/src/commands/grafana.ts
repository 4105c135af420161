import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { counted, InputError, withoutSlashes } from '@flightdeck/catalog';
import {
  FLAVOUR_NAMES,
  FLAVOURS,
  type FlavourName,
  grafanaFiles,
  ownHealthFiles,
  TOKEN_OF_ENVIRONMENT,
  tokenOfFile,
} from '@flightdeck/grafana';
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
    {
      flags: '--token-file <path>',
      says: 'file on the machine of Grafana that has the token, in place of its environment',
    },
    { flags: '--store <url>', says: "the cluster's address, for elasticsearch and opensearch (http://localhost:9200)" },
    {
      flags: '--prometheus <uid>',
      says: "uid of Grafana's data source for Prometheus: also a board and rules for Flightdeck's own health",
    },
  ],
  async run({ config, options, terminal }) {
    const out = optionText(options, 'out');
    if (out === undefined) {
      throw new InputError('No folder is named.', { code: 'no_folder', hint: 'Write --out ./grafana.' });
    }
    const name = (optionText(options, 'flavour') ?? 'infinity') as FlavourName;
    const url = address(optionText(options, 'url') ?? 'http://localhost:8080', 'url');
    const file = optionText(options, 'tokenFile');
    const auth = optionText(options, 'auth') ?? (isLoopback(url) && file === undefined ? 'none' : 'token');
    const token = auth === 'none' ? null : file === undefined ? TOKEN_OF_ENVIRONMENT : tokenOfFile(wholePath(file));
    const prometheus = optionText(options, 'prometheus');
    const ofUsage = grafanaFiles(FLAVOURS[name], {
      url,
      token,
      acceptanceTarget: config.acceptanceTarget,
      storeUrl: address(optionText(options, 'store') ?? 'http://localhost:9200', 'store'),
    });
    const files = [...ofUsage, ...(prometheus === undefined ? [] : ownHealthFiles(uid(prometheus)))];
    for (const { path, text } of files) {
      const file = resolve(terminal.cwd, out, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    terminal.out(`${counted(files.length, 'file')} in ${out}. Mount it as /etc/grafana/provisioning.\n`);
    if (token === TOKEN_OF_ENVIRONMENT && FLAVOURS[name].readsApi)
      terminal.err('Grafana needs FLIGHTDECK_TOKEN in its environment; without one every panel shows an error.\n');
    return 0;
  },
};

/** True for an address on the machine itself, where Flightdeck asks for no token. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** A uid as Grafana has them. @throws InputError `bad_uid`. */
function uid(text: string): string {
  if (/^[A-Za-z0-9_-]{1,40}$/.test(text)) return text;
  throw new InputError(`--prometheus ${text} is not a uid.`, {
    code: 'bad_uid',
    hint: 'Write the last part of the address of the data source in Grafana: --prometheus prometheus.',
  });
}

/** A path as Grafana can read it there. @throws InputError `bad_token_file`. */
function wholePath(path: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])[^${}]+$/.test(path)) return path;
  throw new InputError(`--token-file ${path} is not a whole path.`, {
    code: 'bad_token_file',
    hint: 'Write --token-file /run/secrets/flightdeck, as it is on the machine of Grafana, without $ and braces.',
  });
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
