/** Something about the settings that people should know and that stops nothing; never with a secret. */
export interface SettingNotice {
  /** The names as they were given. */
  readonly names: readonly string[];
  /** What was found, in a sentence. */
  readonly says: string;
  /** What to do. */
  readonly fix: string;
}
