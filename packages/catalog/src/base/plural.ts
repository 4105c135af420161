const NUMBERS = new Intl.NumberFormat('en');
const RULES = new Intl.PluralRules('en');

/** The word that goes with the count: `is` of 1, `are` of any other; of a noun `many` is `one` with an s unless given. */
export function pluralOf(count: number, one: string, many = `${one}s`): string {
  return RULES.select(count) === 'one' ? one : many;
}

/** `1 line`, `1,200 lines`: the count with its noun, in every digit. */
export function counted(count: number, one: string, many?: string): string {
  return `${NUMBERS.format(count)} ${pluralOf(count, one, many)}`;
}
