import type { PeopleIds } from './lines/move-lines.ts';
import type { Elastic } from './read/elastic.ts';
import { groupsOf } from './read/fields.ts';
import type { FoundIndex } from './slugs.ts';

/**
 * Id of each login: that of the rows of people of the organization, else that of the rows of the others, since a login is one
 * account on a host; of one that several had, the last's. @throws UpstreamError
 */
export async function idsOfPeople(elastic: Elastic, index: FoundIndex | null, slug: string): Promise<PeopleIds> {
  if (index === null || !index.fields.has('user_id')) return new Map();
  const all = await idsIn(elastic, index, { match_all: {} });
  const own = await idsIn(elastic, index, { term: { [index.fields.by('organization_slug')]: slug } });
  return new Map([...all, ...own]);
}

async function idsIn(elastic: Elastic, { name, fields }: FoundIndex, query: object): Promise<PeopleIds> {
  const by = ['user_login', 'user_id'].map(fields.by);
  const buckets = await groupsOf(elastic, name, by, query, { last: { max: { field: fields.by('day') } } });
  const last = new Map<string, { readonly id: number; readonly day: number }>();
  for (const { keys, values } of buckets) {
    const [login, text] = keys;
    const id = Number(text ?? Number.NaN);
    if (login === null || login === undefined || !Number.isSafeInteger(id) || id <= 0) continue;
    const day = values.last ?? 0;
    const known = last.get(login.toLowerCase());
    if (known === undefined || known.day < day || (known.day === day && known.id < id)) {
      last.set(login.toLowerCase(), { id, day });
    }
  }
  return new Map([...last].map(([login, { id }]) => [login, id]));
}
