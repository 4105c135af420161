import { lazy } from 'react';

/** What stands in boxes of the bar, loaded when the first of them opens: no page needs it to be drawn. */
export const FilterValues = lazy(() => import('./FilterValues.tsx').then((all) => ({ default: all.FilterValues })));
/** The same for days of one's own. */
export const CustomRange = lazy(() => import('./days/CustomRange.tsx').then((all) => ({ default: all.CustomRange })));
/** The same for an earlier day's knowledge. */
export const AsOfField = lazy(() => import('./days/AsOfField.tsx').then((all) => ({ default: all.AsOfField })));
