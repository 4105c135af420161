/** Texts of what stands in place of anything: loading, failed, undone. */
export const couldNotLoad = 'Could not load';
export const tryAgain = 'Try again';
export const request = ({ id }: { readonly id: string }): string => ` (request ${id})`;
export const othersUnaffected = ' Other panels are unaffected.';
export const loading = 'Loading';
export const undo = 'Undo';
export const close = 'Close';
