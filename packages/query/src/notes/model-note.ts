import { isInternalModel } from '@flightdeck/catalog';
import type { Note, ResultRow } from '../evaluate/result.ts';

/** A note where rows by model include a model that Copilot uses for itself; otherwise none. */
export function modelNotes(rows: readonly ResultRow[]): Note[] {
  const met = new Set(rows.flatMap(({ model }) => (typeof model === 'string' && isInternalModel(model) ? model : [])));
  if (met.size === 0) return [];
  const names = [...met].sort().join(', ');
  return [
    {
      code: 'internal_model',
      metric: null,
      message: `${names} is used by Copilot itself, for example to summarise a chat; nobody may have chosen it.`,
    },
  ];
}
