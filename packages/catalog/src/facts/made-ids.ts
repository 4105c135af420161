/**
 * Ids from here on stand for people of whom a source has only the login. GitHub's own ids never reach this range; a person
 * whose login is known with an id is that one.
 */
export const MADE_IDS_FROM = 2 ** 52;
