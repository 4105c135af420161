/** Names of the pages and of their groups, in the navigation. */
export const overview = 'Overview';
export const teams = 'Teams';
export const people = 'People';
export const phases = 'Adoption phases';
export const seats = 'Seats';
export const languages = 'Languages';
export const editors = 'Editors';
export const models = 'Models';
export const features = 'Features';
export const chat = 'Chat & agents';
export const heatmaps = 'Heatmaps';
export const pullRequests = 'Pull requests';
export const reconcile = 'Reconcile';
export const dataHealth = 'Data health';
export const myUsage = 'My usage';
export const sessions = 'Sessions';
export const settings = 'Settings';

export const adoption = 'Adoption';
export const usage = 'Usage';
export const results = 'Results';
export const trust = 'Trust';
export const administration = 'Administration';
export const yours = 'Yours';
