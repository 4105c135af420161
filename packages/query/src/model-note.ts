import { isInternalModel } from '@flightdeck/catalog';
import type { Note, ResultRow } from './result.ts';

/** A note where rows by model hold a model that Copilot uses for itself; none where they do not. */
export function modelNotes(rows: readonly ResultRow[]): Note[] {
  const met = new Set(rows.flatMap(({ model }) => (typeof model === 'string' && isInternalModel(model) ? model : [])));
  if (met.size === 0) return [];
  const names = [...met].sort().join(', ');
  return [
    {
      code: 'internal_model',
      metric: null,
      message: `${names} is used by Copilot itself, such as to sum up a chat; nobody needs to have chosen it.`,
    },
  ];
}
