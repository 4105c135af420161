import { recordGivenUp } from '../load/give-up.ts';
import { loadEach } from '../load/load-each.ts';
import type { LoadItem } from '../load/load-item.ts';
import type { IngestTools } from '../load/tools.ts';
import type { Draft } from './draft.ts';

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
  readonly #lastFile = new Map<string, string>();
  #waiting: Waiting[] = [];
  loaded = 0;

  constructor(tools: IngestTools) {
    this.#tools = tools;
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
    );
    for (const { item, error } of failed) {
      for (const draft of waiting.find((entry) => entry.item === item)?.drafts ?? []) draft.refuse(error);
      await recordGivenUp(this.#tools, item, error);
    }
    for (const day of days) {
      const drafts = waiting.find(({ item }) => item.event.seq === day.landing)?.drafts ?? [];
      for (const draft of drafts) draft.day(day);
      if (day.outcome === 'loaded') this.loaded += 1;
      const [first] = drafts;
      if (first !== undefined)
        this.#noteReplaced(first, `${day.scope} ${day.report} ${day.day}`, day.outcome === 'loaded');
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

  /** Two files of one import that hold the same day and are not parts of one report: say whose rows count. */
  #noteReplaced(draft: Draft, key: string, isLoaded: boolean): void {
    const earlier = this.#lastFile.get(key);
    if (earlier !== undefined && earlier !== draft.file && isLoaded) {
      draft.notice(
        `${key} was loaded from ${earlier} a moment ago and is now this file's: the two are taken for versions of one report, and the later file counts.`,
      );
    }
    this.#lastFile.set(key, draft.file);
  }
}
