/** Texts of the page of one panel. */
export const noSuchPanel = 'There is no such panel';
export const unknownPanel = 'The link names a panel this version does not have.';
export const table = 'Table';
