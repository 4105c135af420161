import { counted, formatScope } from '@flightdeck/catalog';
import type { Store } from '@flightdeck/store';
import { LAST_DAY } from './derived.ts';
import type { LeftOutDocuments, MovePlan } from './read/windows.ts';
import type { SlugScope } from './slugs.ts';

const days = (value: number): string => counted(value, 'day');

/** How documents were read and which were left out, a sentence each. */
export async function toNotices(
  store: Store,
  slugs: readonly SlugScope[],
  { leftOut, windows }: MovePlan,
): Promise<readonly string[]> {
  const guessed = slugs
    .filter(({ by }) => by === 'default')
    .map(
      ({ slug }) =>
        `${slug} is taken for an organization, as no document says what it is; if it is an enterprise, give --scope enterprise:${slug}.`,
    );
  const sentences: string[] = [];
  for (const documents of leftOut) {
    if (documents.why === 'total') sentences.push(ofTotals(documents));
    else if (documents.why === 'later') sentences.push(ofLater(documents));
    else {
      const { scope, slug } = documents;
      const rows = await store.ledger.days({ scope: formatScope(scope), report: 'users-1-day' });
      const ofPeople = new Set(rows.flatMap(({ day, records }) => (records > 0 ? [day] : [])));
      for (const window of windows) {
        if (window.slug === slug && window.report === 'users-28-day') for (const day of window.days) ofPeople.add(day);
      }
      sentences.push(ofDerived(documents, documents.days.filter((day) => ofPeople.has(day)).length));
    }
  }
  return [...guessed, ...sentences];
}

const start = ({ scope, documents, days: all }: LeftOutDocuments): string =>
  `${formatScope(scope)}: ${counted(documents, 'document', 'documents')} of usage of ${days(all.length)}, ${all[0]} to ${all.at(-1)},`;

function ofDerived(documents: LeftOutDocuments, known: number): string {
  const left = documents.days.length - known;
  const rest =
    left === 0
      ? 'all these days come with those reports'
      : `${days(known)} of these come with those reports, ${days(left)} do not and are not known here`;
  return `${start(documents)} left out: the dashboard derived them from GitHub's reports of people, they are no history of the older API; ${rest}.`;
}

const ofLater = (documents: LeftOutDocuments): string =>
  `${start(documents)} left out: GitHub closed the older API on ${LAST_DAY}, so they are no history of it; the dashboard derived them from something else, such as reports of people.`;

function ofTotals(documents: LeftOutDocuments): string {
  const { alone } = documents;
  const rest =
    alone.length === 0
      ? ''
      : `; of ${days(alone.length)} an index has no parts, so languages or editors of these are not known`;
  return `${start(documents)} left out: they count "all" languages or editors, beside the parts they are made of${rest}.`;
}
