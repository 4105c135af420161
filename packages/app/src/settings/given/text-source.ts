/** Places a setting's value comes from, the first counts most. */
export const ORIGINS = ['flag', 'environment', 'env_file', 'file', 'kept', 'default'] as const;
/** Where a setting's value came from; `env_file` is the .env file of the current folder. */
export type Origin = (typeof ORIGINS)[number];

/** Texts by name of one source, as given. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** One place settings are given in. */
export interface TextSource {
  readonly origin: Origin;
  readonly texts: Texts;
  /** The names it was given by, where those are not ours. */
  readonly as?: Texts;
}
