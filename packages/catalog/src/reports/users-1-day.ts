import { DAY_KEY, defineReport, SCOPE_KEYS } from './manifest.ts';

/** @source github/docs "Copilot usage metrics": history and fields of the user report. */
export const USERS_1_DAY = defineReport({
  kind: 'users-1-day',
  window: '1-day',
  firstDay: { enterprise: '2025-10-10', org: '2025-12-12' },
  says: 'one row a person and day',
  endpoint: { enterprise: 'users-1-day', org: 'users-1-day' },
  record: { required: ['user_id', 'day'], grain: ['day', 'user_id'], dayKey: 'day' },
  identity: { ...DAY_KEY, ...SCOPE_KEYS },
  marks: [['user_id'], ['user_login'], ['used_chat']],
  subject: { fact: 'user_day', by: ['user'], words: ['person', 'people'], sharded: true },
  turn: 2,
});
