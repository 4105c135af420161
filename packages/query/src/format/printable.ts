/** Control characters, and marks that change the order in which text is read. */
const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** The same, but for the line breaks and tabs that a message of several lines is laid out with. */
const CONTROL_IN_LINES = /(?!\r\n|[\n\t])[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** One line of text for people: what would move a cursor, colour a terminal or reorder a line is written as `\u001b`. */
export const printable = (text: string): string => text.replace(CONTROL, escaped);

/** The same for text of several lines, whose line breaks and tabs stay. */
export const printableLines = (text: string): string => text.replace(CONTROL_IN_LINES, escaped);

/** Letters that are read from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their later blocks. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name inside a sentence: printable, and where it is read from right to left closed in, so that it leaves the numbers around it in place. */
export function isolated(name: string): string {
  const text = printable(name);
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

const escaped = (mark: string): string => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
