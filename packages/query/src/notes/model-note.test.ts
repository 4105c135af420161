import { expect, it } from 'vitest';
import { modelNotes } from './model-note.ts';

it('names models that Copilot uses for itself, once, and no others', () => {
  const rows = [{ model: 'gpt-5.4' }, { model: 'gpt-4o-mini' }, { model: 'gpt-4o-mini' }, { model: null }];
  expect(modelNotes(rows).map(({ code, message }) => [code, message])).toEqual([
    [
      'internal_model',
      'gpt-4o-mini is used by Copilot itself, for example to summarise a chat; nobody may have chosen it.',
    ],
  ]);
  expect(modelNotes([{ model: 'gpt-4o' }, { language: 'go' }])).toEqual([]);
});
