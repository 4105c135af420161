import { type PageChoice, type Panel, panelsOfPage } from '@flightdeck/catalog';
import { useMemo } from 'react';
import { useView } from './use-view.ts';
import type { View } from './view.ts';

/** What the view has chosen for whole pages, as the catalogue asks for it. */
export const choiceOf = ({ outputs, active }: Pick<View, 'outputs' | 'active'>): PageChoice => ({
  population: outputs,
  active,
});

/** The panels of a page of the catalogue as the view has chosen them. */
export function usePagePanels(page: string): readonly Panel[] {
  const { view } = useView();
  const { outputs, active } = view;
  const { by, days } = active;
  return useMemo(() => panelsOfPage(page, choiceOf({ outputs, active: { by, days } })), [page, outputs, by, days]);
}
