import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { formatGrant, LOCAL, parseGrant, type Token } from '@flightdeck/access';
import { findServer, openAccessFiles } from '@flightdeck/app';
import { FlightdeckError, InputError } from '@flightdeck/catalog';
import { printable } from '@flightdeck/query';
import { toTokenRow } from '@flightdeck/server';
import { type Call, type Command, type ExitCode, optionText, optionTexts } from '../command.ts';
import { formatTable } from '../output/table.ts';
import { readTokenId, writeTokenFile } from '../output/token-file.ts';
import { createServerClient, type ServerClient, type TokenRows } from '../server/server-client.ts';
import { localTarget } from '../server/target.ts';

/** Days a token lives unless --days is given. */
const DAYS = 90;
const DAY_MS = 86_400_000;

/** Manages tokens: through the server that runs on the data folder, else through its files. */
interface Keeper extends Pick<ServerClient, 'tokens' | 'makeToken' | 'revokeToken'> {
  close(): Promise<void>;
}

/** `flightdeck token create|list|revoke`. */
export const tokenCommand: Command = {
  name: 'token',
  args: '<verb> [id]',
  remote: 'never',
  says: 'create, list or revoke tokens of machines: for Grafana, Prometheus, scripts, commands against a server',
  options: [
    { flags: '--name <name>', says: 'what it is for' },
    {
      flags: '--grant <role@scope>',
      says: 'what it may do: viewer@org:acme/team=web, analyst@*; several with commas or again',
      repeated: true,
    },
    { flags: '--days <days>', says: `days until it ends (${DAYS})` },
    {
      flags: '--out <file>',
      says: 'write it there, for its owner only, instead of printing it; a file that has such a token for a third of its days yet is left as it is',
    },
    { flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] },
  ],
  async run(call) {
    const [verb = '', id] = call.args;
    const act = VERBS.get(verb);
    if (act === undefined)
      throw new InputError(`"${verb}" is not a command for tokens.`, {
        code: 'unknown_verb',
        hint: 'Write flightdeck token create, list or revoke.',
      });
    const keeper = openKeeper(call);
    try {
      return await act(call, keeper, id);
    } finally {
      await keeper.close();
    }
  },
};

const VERBS: ReadonlyMap<string, (call: Call, keeper: Keeper, id: string | undefined) => Promise<ExitCode>> = new Map([
  ['create', create],
  ['list', list],
  ['revoke', revoke],
]);

async function create({ options, terminal }: Call, keeper: Keeper): Promise<ExitCode> {
  const name = optionText(options, 'name')?.trim();
  const grants = optionTexts(options, 'grant').flatMap((text) => text.split(/,(?=[a-z]{1,20}(?:@|,|$))/));
  if (!name || grants.length === 0)
    throw new InputError('A token needs a name and a grant.', {
      code: 'token_not_whole',
      hint: 'Write flightdeck token create --name grafana --grant viewer@org:acme/team=web.',
    });
  const days = Number(optionText(options, 'days') ?? DAYS);
  if (!Number.isFinite(days) || days <= 0)
    throw new InputError(`"${optionText(options, 'days')}" is not a number of days.`, {
      code: 'bad_expiry',
      hint: 'Write --days 90.',
    });
  const asked: AskedToken = {
    name,
    grants: grants.map((each) => formatGrant(parseGrant(each))),
    expiresAt: new Date(terminal.now().getTime() + days * DAY_MS).toISOString(),
  };
  const out = optionText(options, 'out');
  if (out !== undefined) return keepInFile(keeper, asked, resolve(terminal.cwd, out), terminal);
  const { token, text } = await keeper.makeToken(asked);
  if (options.format === 'json') terminal.out(`${JSON.stringify({ ...token, text })}\n`);
  else {
    terminal.out(`${text}\n`);
    terminal.err(
      `${token.id} ends ${token.expiresAt}. It is shown this once: keep it where only its machine reads it.\n`,
    );
  }
  return 0;
}

type AskedToken = Parameters<Keeper['makeToken']>[0];

/** Sees to it that a file has such a token: one that has is left alone, and what another had before is revoked. */
async function keepInFile(
  keeper: Keeper,
  asked: AskedToken,
  file: string,
  terminal: Call['terminal'],
): Promise<ExitCode> {
  const id = readTokenId(terminal.readFile, file);
  const old = (await keeper.tokens()).find((token) => token.id === id);
  const now = terminal.now().getTime();
  const life = Date.parse(asked.expiresAt) - now;
  const isSame = old?.name === asked.name && old.grants.join() === asked.grants.join();
  if (old && isSame && !old.expired && Date.parse(old.expiresAt) - now >= life / 3) {
    terminal.err(`${file} has ${old.id}, which ends ${old.expiresAt}.\n`);
    return 0;
  }
  const { token, text } = await keeper.makeToken(asked);
  try {
    writeTokenFile(file, text);
  } catch (error) {
    await keeper.revokeToken(token.id);
    throw error;
  }
  if (old) await keeper.revokeToken(old.id);
  terminal.err(`${token.id} is in ${file} and ends ${token.expiresAt}.\n`);
  return 0;
}

async function list({ options, terminal }: Call, keeper: Keeper): Promise<ExitCode> {
  const tokens = await keeper.tokens();
  if (options.format === 'json') terminal.out(`${JSON.stringify({ tokens })}\n`);
  else terminal.out(tokens.length === 0 ? 'No tokens.\n' : toTable(tokens));
  return 0;
}

async function revoke({ terminal }: Call, keeper: Keeper, id: string | undefined): Promise<ExitCode> {
  if (id === undefined)
    throw new InputError('No token is named.', {
      code: 'no_token_id',
      hint: 'Write flightdeck token revoke ID; "flightdeck token list" has them.',
    });
  if (!(await keeper.revokeToken(id)))
    throw new InputError(`There is no token ${printable(id)}.`, {
      code: 'unknown_token',
      hint: 'List them with "flightdeck token list".',
    });
  terminal.out(`Revoked ${id}.\n`);
  return 0;
}

function toTable(tokens: TokenRows): string {
  const titles = ['id', 'name', 'may', 'made by', 'ends', 'last used'];
  return formatTable(
    titles.map((title) => ({ title, align: 'left' as const })),
    tokens.map(({ id, name, grants, maker, expiresAt, expired, usedAt }) => [
      id,
      printable(name),
      grants.join(', '),
      printable(maker.name),
      expired ? 'ended' : expiresAt.slice(0, 10),
      usedAt?.slice(0, 16).replace('T', ' ') ?? 'never',
    ]),
  );
}

function openKeeper(call: Call): Keeper {
  const server = findServer(call.config.dataFolder);
  if (server !== null) return { ...createServerClient(localTarget(server)), close: async () => {} };
  const { tokens, audit, close } = openAccessFiles(call.config, call.terminal.now);
  const requestId = randomUUID();
  const note = (verb: string, asked: unknown, more: { readonly result?: unknown } = {}): Promise<void> =>
    audit.record(LOCAL, {
      ...{ kind: 'changed', route: `flightdeck token ${verb}`, asked, people: null, ...more },
      ...{ client: 'local', requestId, always: true },
    });
  const toRow = async (token: Token): Promise<TokenRows[number]> =>
    toTokenRow(token, await tokens.stateOf(token), LOCAL.id);
  return {
    tokens: async () => Promise.all((await tokens.all()).map(toRow)),
    async makeToken(asked) {
      await note('create', asked);
      const { name, grants, expiresAt } = asked;
      const made = await tokens
        .make(LOCAL, { name, grants: grants.map(parseGrant), expiresAt: new Date(expiresAt) })
        .catch(async (error: unknown) => {
          const code = error instanceof FlightdeckError ? error.code : 'internal';
          await note('create', null, { result: { failed: code } });
          throw error;
        });
      await note('create', null, { result: { id: made.token.id } });
      return { token: await toRow(made.token), text: made.text };
    },
    async revokeToken(id) {
      await note('revoke', { id });
      const isRevoked = await tokens.revoke(id);
      if (!isRevoked) await note('revoke', null, { result: { revoked: false } });
      return isRevoked;
    },
    close,
  };
}
