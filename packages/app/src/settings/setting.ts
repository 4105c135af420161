/** Ways a setting's text is read. */
export const SETTING_KINDS = [
  'text',
  'secret',
  'url',
  'scopes',
  'path',
  'interval',
  'host',
  'port',
  'hosts',
  'count',
  'prices',
  'size',
  'switch',
  'level',
  'format',
  'public_url',
  'networks',
  'percent',
  'weekdays',
  'country',
  'dates',
] as const;
/** How a setting's text is read. */
export type SettingKind = (typeof SETTING_KINDS)[number];

/** Sections of the settings page, in its order. */
export const SECTIONS = ['connect', 'scopes', 'sync', 'money', 'goals', 'days'] as const;
/** A section of the settings page. */
export type Section = (typeof SECTIONS)[number];

/** One setting. Each may also be given as NAME_FILE, whose content is then the value. */
export interface Setting {
  readonly name: string;
  readonly kind: SettingKind;
  /** Text used when nothing is given; null when there is none. */
  readonly default: string | null;
  /** True: never printed. */
  readonly secret: boolean;
  /** One sentence for people. */
  readonly says: string;
  /** Other spellings understood in the environment. */
  readonly aliases?: readonly string[];
  /** True: belongs to one host of GitHub, and further hosts have their own, NAME__HOST. */
  readonly perHost?: true;
  /** Its section and label on the settings page, which can change it at once; left out: it takes effect at the next start only. */
  readonly page?: { readonly section: Section; readonly label: string };
}
