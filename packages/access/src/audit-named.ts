/** People of one host whom an answer names. */
export interface Named {
  /** As scopes name it: `api.github.com`. */
  readonly host: string;
  /** Their ids at GitHub; null where they are more than a line of the log should have. */
  readonly ids: readonly string[] | null;
  /** Keys of the scopes they are people of; `*` where those are too many to name. */
  readonly scopes: readonly string[];
}

/** People whose ids stand in one line; of more it has the scopes. */
export const MOST_IDS = 500;
/** Scopes that stand in one line. */
export const MOST_SCOPES = 50;
