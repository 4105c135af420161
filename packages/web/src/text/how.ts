/** Texts of the box that says how a number is made. */
export const population = 'Population';
export const whole = ({ scopes, range }: { readonly scopes: string; readonly range: string }): string =>
  ` ${scopes}, ${range}.`;
export const source = 'Source';
export const careful = 'Careful';
export const queryCopied = 'Query copied; POST it to /api/v1/query';
export const notCopied = 'This browser does not let a page copy text';
export const freshness = 'Freshness';
export const canChange = ({ days }: { readonly days: string }): string => `; ${days} can still change`;
export const missing = ({ days }: { readonly days: string }): string => `; ${days} missing`;
export const copyQuery = 'Copy query';
export const reconcile = 'Reconcile';
export const reconcileMetric = ({ metric }: { readonly metric: string }): string => `Reconcile ${metric}`;
export const note = 'Note';
export const howIs = ({ name }: { readonly name: string }): string => `How is ${name} computed?`;
export const isComputed = ({ name }: { readonly name: string }): string => `How ${name} is computed`;
