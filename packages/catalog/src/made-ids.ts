/**
 * Numbers from here on stand for people of whom a source tells the login only. GitHub's own ids are never there; a person
 * whose login is known with an id is that one.
 */
export const MADE_IDS_FROM = 2 ** 52;
