import type { Fact } from '@flightdeck/catalog';

/** True for facts with a row for each person. */
export const isOfPeople = ({ grain }: Pick<Fact, 'grain'>): boolean => grain.includes('user_id');

/** Columns of the grain beside scope, day and person: what sums over people keep apart. */
export const keysBesidePeople = ({ grain }: Pick<Fact, 'grain'>): readonly string[] =>
  grain.filter((name) => name !== 'scope' && name !== 'day' && name !== 'user_id');
