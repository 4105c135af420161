import { InputError, toApiHost } from '@flightdeck/catalog';
import { type Account, formatAccount, toAccount } from './account.ts';
import { type CsvRecord, parseCsv } from './csv.ts';

/** One row of the table of accounts: a person and their account, as an administrator gave them. */
export interface AccountRow {
  readonly issuer: string;
  readonly subject: string;
  readonly account: Account;
  /** The login in the imported table; null if it gave the id. */
  readonly login: string | null;
  /** The person's id in the enterprise's directory (SCIM's externalId); stored, decides nothing. Null if not given. */
  readonly externalId: string | null;
}

/** GitHub's ids of the people who have these logins on a host now, by login in lower case; unknown logins are left out. */
export type FindLogins = (logins: readonly string[], host: string) => Promise<ReadonlyMap<string, string>>;

const COLUMNS = ['issuer', 'subject', 'github_id', 'login', 'host', 'external_id'] as const;
type Column = (typeof COLUMNS)[number];
const MOST_ROWS = 200_000;
/** Most wrong lines that are named; of the others only the number is. */
const MOST_NAMED = 20;
const LONGEST = 500;

/**
 * The rows of a CSV whose first line names its columns: `issuer,subject,github_id` or `…,login`, and `host` (github.com unless
 * given). All rows or none.
 * @throws InputError `bad_accounts`, naming each wrong line with the reason.
 */
export async function readAccountRows(csv: string, findLogins: FindLogins): Promise<readonly AccountRow[]> {
  const records = parseCsv(csv);
  if (records === null) throw refuse('A quotation mark in it is never closed.');
  const [head, ...lines] = records;
  const columns = (head?.fields ?? []).map((name) => name.trim().toLowerCase());
  const unknown = columns.filter((name) => !COLUMNS.some((known) => known === name));
  const lacking = ['issuer', 'subject'].filter((name) => !columns.includes(name));
  const isWithoutAccount = !columns.includes('github_id') && !columns.includes('login');
  if (unknown.length > 0 || lacking.length > 0 || isWithoutAccount || new Set(columns).size !== columns.length)
    throw refuse(
      `Its first line must name the columns issuer, subject and github_id or login, and may name host and external_id; it is "${(head?.fields ?? []).join(',').slice(0, 200)}".`,
    );
  if (lines.length > MOST_ROWS) throw refuse(`It has ${lines.length} lines; at most ${MOST_ROWS} are taken.`);
  const found = await findAll(columns, lines, findLogins);
  const rows: AccountRow[] = [];
  const bad: string[] = [];
  const persons = new Map<string, number>();
  const accounts = new Map<string, number>();
  for (const { line, fields } of lines) {
    const row = readRow(columns, fields, found);
    const why =
      typeof row === 'string'
        ? row
        : (twice(persons, JSON.stringify([row.issuer, row.subject]), line, 'This person stands') ??
          twice(accounts, formatAccount(row.account), line, "This account is somebody else's, who stands"));
    if (why !== null) bad.push(`Line ${line}: ${why}`);
    else if (typeof row !== 'string') rows.push(row);
  }
  if (bad.length === 0) return rows;
  const more = bad.length > MOST_NAMED ? ` And ${bad.length - MOST_NAMED} more.` : '';
  throw refuse(`${bad.slice(0, MOST_NAMED).join(' ')}${more}`);
}

const refuse = (why: string): InputError =>
  new InputError('The table of accounts is not right, so nothing was changed.', { code: 'bad_accounts', hint: why });

function twice(seen: Map<string, number>, key: string, line: number, says: string): string | null {
  const before = seen.get(key);
  if (before === undefined) {
    seen.set(key, line);
    return null;
  }
  return `${says} in line ${before} already.`;
}

/** The trimmed text of a record's column; empty if it has none. */
const cellOf = (columns: readonly string[], fields: readonly string[], name: Column): string =>
  (fields[columns.indexOf(name)] ?? '').trim();

const hostIn = (columns: readonly string[], fields: readonly string[]): string =>
  toApiHost((cellOf(columns, fields, 'host') || 'github.com').toLowerCase());

/** The ids of all logins in the table, by host; each host is asked once. */
async function findAll(
  columns: readonly string[],
  lines: readonly CsvRecord[],
  findLogins: FindLogins,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const logins = new Map<string, Set<string>>();
  for (const { fields } of lines) {
    const login = cellOf(columns, fields, 'login');
    const host = hostIn(columns, fields);
    if (login !== '') logins.set(host, (logins.get(host) ?? new Set()).add(login.slice(0, LONGEST)));
  }
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const [host, own] of logins) found.set(host, await findLogins([...own], host));
  return found;
}

/** The row, or the reason why it is refused. */
function readRow(
  columns: readonly string[],
  fields: readonly string[],
  logins: ReadonlyMap<string, ReadonlyMap<string, string>>,
): AccountRow | string {
  if (fields.length !== columns.length) return `It has ${fields.length} fields, the first line ${columns.length}.`;
  const value = (name: Column): string => cellOf(columns, fields, name);
  const [issuer, subject, id, login] = [value('issuer'), value('subject'), value('github_id'), value('login')];
  if (issuer === '' || subject === '') return 'It lacks the issuer or the subject.';
  if (fields.some((field) => field.length > LONGEST)) return `A field is longer than ${LONGEST} characters.`;
  if ((id === '') === (login === '')) return 'It must have either a github_id or a login.';
  try {
    const named = toAccount(id === '' ? '1' : id, hostIn(columns, fields));
    const found = id === '' ? logins.get(named.host)?.get(login.toLowerCase()) : named.id;
    if (found === undefined)
      return `Nobody called "${login}" is known on ${named.host} by GitHub's id; give the github_id, or sync first.`;
    const externalId = value('external_id') || null;
    return { issuer, subject, account: { host: named.host, id: found }, login: login || null, externalId };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.message} ${error.hint ?? ''}`.trim();
  }
}
