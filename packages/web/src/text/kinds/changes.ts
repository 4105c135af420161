/** Texts of rates as dots, and of what moved a rate. */
import { pluralOf } from '@flightdeck/catalog';

export const tooFew = ({ minimum }: { readonly minimum: number }): string =>
  `Fewer than ${minimum} were suggested in each; a rate of so few says little.`;
export const nothingSuggested = 'Nothing was suggested in these days.';
export const thisPeriod = 'This period';
export const target = ({ rate }: { readonly rate: string }): string => `Target ${rate}`;
export const columns = Object.freeze({ now: 'Now', before: 'Before', suggested: 'Suggested', points: 'Points' });
export const leftOut = ({ counted, minimum }: { readonly counted: string; readonly minimum: number }): string =>
  `${counted} with fewer than ${minimum} suggested left out`;
export const rateColumn = '% rate';

export const oneIsEmpty = 'Nothing was suggested in one of the two periods.';
export const noPeriod =
  'There is no period to compare with: choose one, or a shorter range whose days before are loaded.';
export const others = ({
  count,
  one,
  plural,
}: {
  readonly count: number;
  readonly one: string;
  readonly plural: string;
}): string => `${count} other ${pluralOf(count, one, plural)}`;
export const noTeam = 'No team or several';
