/** The host of a scope's key as names have it: empty for github.com. */
export const hostOf = (scope: string): string => (scope.includes('@') ? scope.slice(scope.indexOf('@') + 1) : '');
