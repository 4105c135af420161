import type { Ranking } from './panel.ts';

/** The only way a panel ranks: by `part`, in front of `whole`. */
export const ranking = (whole: string, part: string, aside: string | null): readonly [Ranking] => [
  { label: '', whole, part, aside, sort: part },
];
