/** How a dimension groups: by time, by scope, by team membership of the day, by person, or by a column of the fact. */
export type DimensionKind = 'time' | 'scope' | 'team' | 'person' | 'attribute';

/** Something numbers can be grouped and filtered by. Attributes are the fact column of the same name. */
export interface Dimension {
  readonly name: string;
  readonly kind: DimensionKind;
  readonly label: string;
  readonly plural: string;
  readonly says: string;
}

/** Every dimension, in the order filters show them. */
export const DIMENSIONS: readonly Dimension[] = Object.freeze([
  { name: 'day', kind: 'time', label: 'Day', plural: 'days', says: 'UTC reporting day, YYYY-MM-DD.' },
  { name: 'week', kind: 'time', label: 'Week', plural: 'weeks', says: 'ISO week, named by its Monday.' },
  { name: 'month', kind: 'time', label: 'Month', plural: 'months', says: 'Calendar month, named by its first day.' },
  {
    name: 'enterprise',
    kind: 'scope',
    label: 'Enterprise',
    plural: 'enterprises',
    says: 'People are counted once in it.',
  },
  {
    name: 'organization',
    kind: 'scope',
    label: 'Organization',
    plural: 'organizations',
    says: "Every organization a person belongs to is credited with all of the person's activity.",
  },
  {
    name: 'team',
    kind: 'team',
    label: 'Team',
    plural: 'teams',
    says: 'Membership of that day; teams under five seats are not reported by GitHub.',
  },
  {
    name: 'user',
    kind: 'person',
    label: 'Person',
    plural: 'people',
    says: "Login as last seen; a person is followed by GitHub's id through a change of login.",
  },
  {
    name: 'language',
    kind: 'attribute',
    label: 'Language',
    plural: 'languages',
    says: 'As the editor names it, lower case; unknown when it could not tell.',
  },
  {
    name: 'ide',
    kind: 'attribute',
    label: 'Editor',
    plural: 'editors',
    says: 'Editor or IDE; the CLI is never in it.',
  },
  {
    name: 'feature',
    kind: 'attribute',
    label: 'Feature',
    plural: 'features',
    says: 'Completion, chat mode, agent edits, CLI or app.',
  },
  {
    name: 'model',
    kind: 'attribute',
    label: 'Model',
    plural: 'models',
    says: 'Chat-like work only; auto where GitHub could not resolve it.',
  },
] satisfies readonly Dimension[]);

const BY_NAME = new Map(DIMENSIONS.map((dimension) => [dimension.name, dimension]));

/** The dimension of that name, or undefined. */
export function findDimension(name: string): Dimension | undefined {
  return BY_NAME.get(name);
}

/** The value GitHub, or we in its place, give when a key is not known. */
export const UNKNOWN = 'unknown';
