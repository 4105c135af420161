import { basename } from 'node:path';
import { REPORTS } from '@flightdeck/catalog';
import type { LoadedDay } from '../load/load.ts';
import { loadEach } from '../load/load-each.ts';
import type { LoadItem } from '../load/load-item.ts';
import { recordGivenUp } from '../load/refuse/give-up.ts';
import { type Edition, isNewer, type Standing, toEdition } from '../load/standing.ts';
import type { IngestTools } from '../load/tools.ts';
import type { Draft } from './draft/draft.ts';

interface Waiting {
  /** The files it was landed from. */
  readonly drafts: readonly Draft[];
  readonly item: LoadItem;
}

/** Landings waiting to be loaded together: as many in a row as are alike and share no day. */
const MOST_WAITING = 28;

/** Loads landed files in the order they were put in, several at once where their order does not matter. */
export class LoadQueue {
  readonly #tools: IngestTools;
  readonly #standing: Standing;
  /** The file of this import whose rows stand on a day. */
  readonly #lastOf = new Map<string, { readonly file: string; readonly edition: Edition }>();
  #waiting: Waiting[] = [];
  loaded = 0;

  /** `standing` is what the journal has, and learns what is loaded. */
  constructor(tools: IngestTools, standing: Standing) {
    this.#tools = tools;
    this.#standing = standing;
  }

  async put(drafts: readonly Draft[], item: LoadItem): Promise<void> {
    if (!this.#fits(item)) await this.flush();
    this.#waiting.push({ drafts, item });
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    const { days, failed } = await loadEach(
      this.#tools,
      waiting.map(({ item }) => item),
      this.#standing,
    );
    for (const { item, error } of failed) {
      for (const draft of waiting.find((entry) => entry.item === item)?.drafts ?? []) draft.refuse(error);
      await recordGivenUp(this.#tools, item, error);
    }
    for (const day of days) {
      const found = waiting.find(({ item }) => item.event.seq === day.landing);
      for (const draft of found?.drafts ?? []) draft.day(day);
      if (day.outcome !== 'loaded' || found === undefined) continue;
      this.loaded += 1;
      this.#note(found, day);
    }
  }

  #fits({ event }: LoadItem): boolean {
    const [first] = this.#waiting;
    if (first === undefined) return true;
    const other = first.item.event;
    return (
      this.#waiting.length < MOST_WAITING &&
      other.scope === event.scope &&
      other.report === event.report &&
      REPORTS[event.report].window !== '28-day' &&
      !this.#waiting.some(({ item }) => item.event.dayList.some((day) => event.dayList.includes(day)))
    );
  }

  /** Two files of one import that have the same day and are not parts of one report: which one counts, and what says so. */
  #note({ drafts, item }: Waiting, day: LoadedDay): void {
    const [draft] = drafts;
    if (draft === undefined) return;
    const key = `${day.scope} ${day.report} ${day.day}`;
    const edition = toEdition(item.event);
    const earlier = this.#lastOf.get(key);
    if (earlier !== undefined && earlier.file !== draft.file)
      draft.shares(day, basename(earlier.file), isNewer(edition, earlier.edition));
    this.#lastOf.set(key, { file: draft.file, edition });
  }
}
