/** Texts of the menu of whoever is signed in. */

export const account = 'account';
export const label = 'Account';
export const everything = 'everything';
export const role = ({ role, of }: { readonly role: string; readonly of: string }): string => `${role} of ${of}`;
export const more = ({ count }: { readonly count: number }): string => `and ${count} more`;
export const noRole = 'no role yet';
export const signOut = 'Sign out';
