import { lazy } from 'react';

/** What stands in boxes of the bar, loaded when the first of them opens: no page needs it to be drawn. */
export const FilterValues = lazy(() => import('./FilterValues.tsx').then((all) => ({ default: all.FilterValues })));
/** The same for the months to choose days from. */
export const MonthGrid = lazy(() => import('./MonthGrid.tsx').then((all) => ({ default: all.MonthGrid })));
