/** Texts of small charts side by side. */
export const largest = ({ says }: { readonly says: string }): string => `${says}; the largest`;
export const largestBySuggested = ({ says }: { readonly says: string }): string =>
  `${says}; the largest by what was suggested`;
export const back = 'Back to one chart each';
export const oneByOne = 'One by one';
export const allTogether = 'All together';
export const eachFrom = ({ low, high }: { readonly low: string; readonly high: string }): string =>
  `Each from ${low} to ${high}`;
export const upTo = ({ most }: { readonly most: string }): string => `up to ${most}`;
