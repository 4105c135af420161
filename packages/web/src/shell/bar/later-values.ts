import { lazy } from 'react';

/** The values of a filter, loaded when a list of them is opened first: no page needs it to be drawn. */
export const FilterValues = lazy(() => import('./FilterValues.tsx').then((all) => ({ default: all.FilterValues })));
