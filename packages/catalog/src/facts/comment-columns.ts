import { column } from './columns.ts';
import type { Column } from './fact.ts';
import { TEXT_KEY } from './keys.ts';

/** Review suggestions by type of comment. */
export const COMMENT_COLUMNS: readonly Column[] = [
  TEXT_KEY.comment,
  column('total_copilot_suggestions', 'count', "Copilot's suggestions of the type.", {
    unit: 'suggestions',
    since: '2026-05-08',
  }),
  column('total_copilot_applied_suggestions', 'count', 'Of them applied.', {
    unit: 'suggestions',
    since: '2026-05-08',
  }),
];
