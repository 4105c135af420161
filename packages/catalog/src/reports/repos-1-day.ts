import { DAY_KEY, defineReport, SCOPE_KEYS, since } from './manifest.ts';

/** @source github changelog 2026-07-17. */
export const REPOS_1_DAY = defineReport({
  kind: 'repos-1-day',
  window: '1-day',
  firstDay: since('2026-07-17'),
  says: 'pull requests of one day by repository',
  endpoint: { enterprise: 'repos-1-day', org: 'repos-1-day' },
  record: { required: ['repo_id', 'day'], grain: ['day', 'repo_id'], dayKey: 'day' },
  identity: { ...DAY_KEY, ...SCOPE_KEYS },
  marks: [['repo_id'], ['repo_name']],
  subject: { fact: 'repo_day', by: ['repository'], words: ['repository', 'repositories'], sharded: false },
  turn: 4,
});
