import { AUDIT_KINDS, type AuditFilter, type AuditLine } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';
import { csvLine } from '@flightdeck/query';
import { z } from 'zod';
import { streamOf } from '../answer-shape.ts';
import { countedOnly } from '../people-named.ts';
import { route, type SearchParameter } from '../route.ts';

const instant = z.string().describe('ISO instant.');

const entry = z
  .strictObject({
    place: z.int().describe('Identifies the line; it does not change while lines are added.'),
    at: instant,
    kind: z.enum(AUDIT_KINDS),
    who: z.strictObject({
      kind: z.enum(['local', 'guest', 'person', 'token', 'stranger']),
      id: z.string(),
      name: z.string(),
      roles: z.array(z.string()).describe('Roles they had then: analyst@org:acme.'),
      maker: z.string().nullable().describe('Of a token: id of who made it; null for everybody else.'),
    }),
    route: z.string(),
    asked: z.unknown().describe('The question as it was sent, long parts cut; null where there is none.'),
    result: z
      .unknown()
      .describe(
        'How a change ended that the line before it with the same requestId is about; null where the line says no such thing.',
      ),
    people: z.number().nullable().describe('How many people the answer named; null where it was no answer.'),
    client: z.string().describe('Address it came from.'),
    requestId: z.string(),
  })
  .meta({ id: 'AuditEntry' });

const PARAMETERS = [
  { name: 'from', says: 'Only lines from this ISO instant on.' },
  { name: 'to', says: 'Only lines before this ISO instant.' },
  { name: 'who', says: 'Only of those whose name or id has this text, and of tokens that they made.' },
  { name: 'kind', says: `Only of this kind: ${AUDIT_KINDS.join(', ')}.` },
  { name: 'text', says: 'Only lines with this text in any part of them.' },
] as const satisfies readonly SearchParameter[];

const PAGE_PARAMETERS = [
  ...PARAMETERS,
  { name: 'before', says: 'Where to go on: the next of an earlier answer.' },
  { name: 'limit', says: 'Lines at most, 1 to 200; 50 unless given.' },
] as const satisfies readonly SearchParameter[];

/** Routes of the audit log, for auditors. */
export const AUDIT_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/audit',
    right: 'read_audit',
    spans: 'everything',
    says: 'Lines of the audit log, newest first.',
    body: null,
    search: { parameters: PAGE_PARAMETERS, parse: parsePage },
    answer: z.strictObject({
      entries: z.array(entry),
      next: z.int().nullable().describe('Where to go on with before; null: there are no more.'),
      searchedTo: instant.nullable().describe('Time of the last line that was looked at; null: there is none.'),
    }),
    heavy: true,
    cacheable: null,
    async handle({ app, body: { filter, before, limit }, names }) {
      const { entries, next, searchedTo } = await app.auditTrail.page(filter, before, limit);
      names(countedOnly(new Set(entries.map(({ line }) => line.who.id)).size));
      return { entries: entries.map(({ place, line }) => ({ place, ...toShown(line) })), next, searchedTo };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/audit/check',
    right: 'read_audit',
    spans: 'everything',
    says: 'Whether the audit log is whole. Reads all of it, at most once a minute.',
    body: null,
    answer: z.strictObject({
      at: instant.describe('When it was read.'),
      lines: z.int().describe('How many it has.'),
      fault: z.string().nullable().describe('What is wrong with it, in a sentence; null: nothing.'),
    }),
    heavy: true,
    cacheable: null,
    handle: ({ app }) => app.auditTrail.check(),
  }),
  route({
    method: 'get',
    path: '/api/v1/audit/csv',
    right: 'read_audit',
    spans: 'everything',
    says: 'The same lines as a CSV file, all of them. The download is recorded before the first line is sent.',
    body: null,
    search: { parameters: PARAMETERS, parse: parseFilter },
    answer: streamOf('text/csv; charset=utf-8'),
    heavy: true,
    cacheable: null,
    async handle({ app, body: filter, exports }) {
      await exports(filter);
      return { fileName: 'flightdeck-audit.csv', pieces: toCsv(app.auditTrail.lines(filter)) };
    },
  }),
] as const;

function toShown({ at, kind, who, route, asked = null, result = null, people, client, requestId }: AuditLine) {
  const { kind: who_, id, name, roles, maker = null } = who;
  return { at, kind, who: { kind: who_, id, name, roles, maker }, route, asked, result, people, client, requestId };
}

const HEAD = [
  'at',
  'kind',
  'who_kind',
  'who_id',
  'who_name',
  'roles',
  'route',
  'asked',
  'people',
  'client',
  'request_id',
  'token_maker',
  'result',
];
/** Lines sent in one piece. */
const TOGETHER = 200;

async function* toCsv(entries: AsyncIterable<{ readonly line: AuditLine }>): AsyncGenerator<string> {
  let text = csvLine(HEAD);
  let count = 0;
  for await (const { line } of entries) {
    const { at, kind, who, route, people, client, requestId } = line;
    const [said, ended] = [asText(line.asked), asText(line.result)];
    const person = [who.kind, who.id, who.name, who.roles.join(' ')];
    text += csvLine([at, kind, ...person, route, said, people, client, requestId, who.maker ?? null, ended]);
    count += 1;
    if (count % TOGETHER !== 0) continue;
    yield text;
    text = '';
  }
  yield text;
}

const asText = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** Which lines are asked for, from where on, and how many. */
export interface PageAsked {
  readonly filter: AuditFilter;
  readonly before: number | null;
  readonly limit: number;
}

const LONGEST = 200;

function parsePage(search: URLSearchParams): PageAsked {
  const [before, limit] = [search.get('before'), search.get('limit')];
  return {
    filter: parseFilter(search, PAGE_PARAMETERS),
    before: before === null ? null : toNumber('before', before, 0, Number.MAX_SAFE_INTEGER),
    limit: limit === null ? 50 : toNumber('limit', limit, 1, 200),
  };
}

/** The filter in a search string. @throws InputError `bad_query`. */
function parseFilter(search: URLSearchParams, known: readonly SearchParameter[] = PARAMETERS): AuditFilter {
  for (const name of search.keys()) {
    if (!known.some((parameter) => parameter.name === name))
      throw wrong(
        `There is no parameter "${name.slice(0, LONGEST)}"`,
        `Allowed: ${known.map(({ name }) => name).join(', ')}.`,
      );
    if (search.getAll(name).length > 1) throw wrong(`"${name}" is given twice`, 'Give it once.');
  }
  const word = (name: string): string | null => {
    const text = search.get(name);
    if (text !== null && text.length > LONGEST)
      throw wrong(`"${name}" is too long`, `It may have ${LONGEST} characters.`);
    return text === null || text.trim() === '' ? null : text;
  };
  const kind = word('kind');
  const found = AUDIT_KINDS.find((each) => each === kind) ?? null;
  if (kind !== null && found === null) throw wrong(`"${kind}" is no kind`, `Allowed: ${AUDIT_KINDS.join(', ')}.`);
  return {
    from: toInstant('from', word('from')),
    to: toInstant('to', word('to')),
    who: word('who'),
    kind: found,
    text: word('text'),
  };
}

/** The instant in the form lines have it, so that both compare as texts. */
function toInstant(name: string, text: string | null): string | null {
  if (text === null) return null;
  const at = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw wrong(`"${name}" is no instant`, 'Write 2026-11-05 or 2026-11-05T08:00:00Z.');
  return new Date(at).toISOString();
}

function toNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw wrong(`"${name}" is no number from ${least} to ${most}`, 'Leave it out to begin with the newest line.');
}

const wrong = (message: string, hint: string): InputError => new InputError(`${message}.`, { code: 'bad_query', hint });
