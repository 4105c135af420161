import { type Fact, MADE_IDS_FROM } from '@flightdeck/catalog';
import { identifier } from '@flightdeck/store/shared';

/** SQL of the people known by a login alone who are somebody with an id: host, made id, real id of the last who bore the login. */
export const ADOPTED = `SELECT m.host, m.user_id AS made, arg_max(r.user_id, (r.last_day, r.user_id)) AS real
  FROM person_login AS m JOIN person_login AS r
    ON r.host = m.host AND lower(r.login) = lower(m.login) AND r.user_id < ${MADE_IDS_FROM}
  WHERE m.user_id >= ${MADE_IDS_FROM} GROUP BY m.host, m.user_id`;

/** The table of a fact; where lists of several scopes meet, its people under the ids they have in any of them. */
export function compileTable(fact: Fact, scopes: readonly string[]): string {
  const mayMeet = scopes.length > 1 && fact.snapshot === true && fact.attributes?.includes('user_id') === true;
  if (!mayMeet) return identifier(fact.name);
  return `(SELECT s.* REPLACE (coalesce(a.real, s.user_id) AS user_id) FROM ${identifier(fact.name)} AS s
    LEFT JOIN (${ADOPTED}) AS a ON a.host = split_part(s.scope, '@', 2) AND a.made = s.user_id)`;
}
