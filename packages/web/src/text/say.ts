import { createElement, Fragment, type ReactNode } from 'react';

/** A sentence with drawn values in it: say`${<b>12</b>} seats`. Without drawn values a template says it. */
export const say = (parts: TemplateStringsArray, ...values: readonly ReactNode[]): ReactNode =>
  createElement(Fragment, null, ...parts.flatMap((part, at): ReactNode[] => [part, values[at]]));
