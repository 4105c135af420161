/** Longest piece of a report that is quoted, in characters. */
const LONGEST = 500;
const QUOTED = new RegExp(`“[^”]{0,${LONGEST}}”`, 'g');

/** What a report has, as a message quotes it: in marks of its own, so that it can be left out for whoever may not read people. */
export const quoteReport = (text: string): string => `“${text.slice(0, LONGEST).replaceAll(/[“”]/g, '"')}”`;

/** A message without what it quotes of reports. */
export const withoutQuotes = (message: string): string => message.replaceAll(QUOTED, '“…”');
