import { DAY_KEY, defineReport, SCOPE_KEYS, since } from './manifest.ts';

/** @source github changelog 2026-05-14. */
export const USER_TEAMS_1_DAY = defineReport({
  kind: 'user-teams-1-day',
  window: '1-day',
  firstDay: since('2026-05-14'),
  says: 'who was in which team that day',
  endpoint: { enterprise: 'user-teams-1-day', org: 'user-teams-1-day' },
  record: { required: ['user_id', 'team_id', 'day'], grain: ['day', 'user_id', 'team_id'], dayKey: 'day' },
  identity: { ...DAY_KEY, ...SCOPE_KEYS },
  marks: [['team_id'], ['user_id', 'slug'], ['user_login', 'slug']],
  subject: {
    fact: 'user_team_day',
    by: ['team', 'user'],
    words: ['team membership', 'team memberships'],
    sharded: true,
  },
  turn: 1,
});
