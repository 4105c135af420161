import { recordGivenUp } from '../load/give-up.ts';
import type { LoadItem } from '../load/load.ts';
import { loadEach } from '../load/load-each.ts';
import type { IngestTools } from '../load/tools.ts';
import type { Draft } from './draft.ts';

interface Waiting {
  readonly draft: Draft;
  readonly item: LoadItem;
}

/** Landings waiting to be loaded together: as many in a row as are alike and share no day. */
const MOST_WAITING = 28;

/** Loads landed files in the order they were put in, several at once where their order does not matter. */
export class LoadQueue {
  readonly #tools: IngestTools;
  readonly #lastFile = new Map<string, string>();
  #waiting: Waiting[] = [];
  loaded = 0;

  constructor(tools: IngestTools) {
    this.#tools = tools;
  }

  async put(draft: Draft, item: LoadItem): Promise<void> {
    if (!this.#fits(item)) await this.flush();
    this.#waiting.push({ draft, item });
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    const { days, failed } = await loadEach(
      this.#tools,
      waiting.map(({ item }) => item),
    );
    for (const { item, error } of failed) {
      waiting.find((entry) => entry.item === item)?.draft.refuse(error);
      await recordGivenUp(this.#tools, item, error);
    }
    for (const day of days) {
      const draft = waiting.find((entry) => entry.draft.owns(day.landing))?.draft;
      if (draft === undefined) continue;
      draft.day(day);
      if (day.outcome === 'loaded') this.loaded += 1;
      this.#noteReplaced(draft, `${day.scope} ${day.report} ${day.day}`, day.outcome === 'loaded');
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
      !event.report.endsWith('28-day') &&
      !this.#waiting.some(({ item }) => item.event.dayList.some((day) => event.dayList.includes(day)))
    );
  }

  /** Two files of one import that hold the same day are either the same report twice or parts of one: say so. */
  #noteReplaced(draft: Draft, key: string, isLoaded: boolean): void {
    const earlier = this.#lastFile.get(key);
    if (earlier !== undefined && earlier !== draft.file && isLoaded) {
      draft.notice(
        `${key} was loaded from ${earlier} a moment ago and is now this file's. If both are parts of one report, join them into one file.`,
      );
    }
    this.#lastFile.set(key, draft.file);
  }
}
