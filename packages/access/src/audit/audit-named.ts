/** People of one host whom an answer names. */
export interface Named {
  /** As scopes name it: `api.github.com`. */
  readonly host: string;
  /** Their ids at GitHub; null if there are more than `MOST_IDS`. */
  readonly ids: readonly string[] | null;
  /** Keys of the scopes they belong to; `*` if there are more than `MOST_SCOPES`. */
  readonly scopes: readonly string[];
}

/** Most people whose ids one line has; of more it has the scopes. */
export const MOST_IDS = 500;
/** Most scopes that one line has. */
export const MOST_SCOPES = 50;
