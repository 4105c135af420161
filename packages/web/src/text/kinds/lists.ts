/** Texts that tables, lists and grids of several kinds share. */
export const nobodyReported = 'Nobody was reported for these days and filters.';
export const searchByName = ({ plural }: { readonly plural: string }): string => `Search ${plural} by name`;
export const noMatch = ({ one, wanted }: { readonly one: string; readonly wanted: string }): string =>
  `No ${one} matches “${wanted}”`;
export const clearSearch = 'Clear search';
export const partOf = ({ part, all }: { readonly part: string; readonly all: string }): string => `${part} of ${all}`;
export const people = ({ people }: { readonly people: string }): string => `${people} people`;
export const peopleColumn = 'People';
export const person = 'Person';
export const thisOnly = ({ grain }: { readonly grain: string }): string => `this ${grain} only`;
export const click = ({ deed }: { readonly deed: string }): string => `Click: ${deed}`;
export const arrowKeys = ({ name }: { readonly name: string }): string => `${name}. Arrow keys move between points.`;
export const grains = Object.freeze({ day: 'Day', week: 'Week', month: 'Month' });
