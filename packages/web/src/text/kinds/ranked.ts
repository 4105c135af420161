/** Texts of ranked lists. */
export const dimension = 'Dimension';
export const tick = 'Tick: before';
export const shown = 'shown';
export const leftOut = 'left out';
export const show = 'show';
export const hide = 'hide';
export const notResolved = ': not resolved by GitHub';
export const unknownShare = ({ share }: { readonly share: string }): string => `${share} Unknown`;
