import { useState } from 'react';
import { problemOf } from '../../data/hooks.ts';
import { type Changes, useChangeSettings } from '../../data/settings.ts';
import * as text from '../../text/pages/settings.ts';
import { useToast } from '../../ui/toast.tsx';
import { refusalsByName } from './fix-words.ts';

/** Saves the settings of a section together, and holds the refusals. */
export function useSection(names: readonly string[]) {
  const change = useChangeSettings();
  const toast = useToast();
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const save = (changes: Changes, words: string = text.saved, then?: () => void): void =>
    change.mutate(changes, {
      onSuccess: ({ changed, refused }) => {
        setErrors(refusalsByName(refused, names));
        toast({ text: changed ? words : text.notSaved });
        if (changed) then?.();
      },
      onError: (error) => {
        const { message, hint } = problemOf(error);
        setErrors(new Map([[names[0] ?? '', [message, hint].filter(Boolean).join(' ')]]));
      },
    });
  return { save, errors, isSaving: change.isPending };
}
