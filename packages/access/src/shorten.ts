/** Most characters of a text, entries of a list, fields of an object, and levels that a line has of a question. */
const MOST = { text: 200, entries: 20, fields: 40, levels: 6 } as const;
/** Most characters of the whole question. */
const MOST_IN_ALL = 8_000;

/**
 * A question, short enough for a line of the audit log: long texts are cut, and of long lists the first entries stay with
 * the number of the others, so that padding one part hides no other.
 */
export function shorten(asked: unknown): unknown {
  const short = cut(asked, 0);
  const text = JSON.stringify(short) ?? 'null';
  return text.length <= MOST_IN_ALL ? short : { begins: text.slice(0, MOST_IN_ALL), characters: text.length };
}

function cut(value: unknown, level: number): unknown {
  if (typeof value === 'string') {
    return value.length <= MOST.text ? value : `${value.slice(0, MOST.text)}… (${value.length} characters)`;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (level >= MOST.levels) return '…';
  if (Array.isArray(value)) {
    const left = value.slice(0, MOST.entries).map((entry) => cut(entry, level + 1));
    return value.length <= MOST.entries ? left : [...left, `… ${value.length - MOST.entries} more`];
  }
  const fields = Object.entries(value);
  const kept = fields.slice(0, MOST.fields).map(([name, field]) => [cut(name, level), cut(field, level + 1)]);
  if (fields.length > MOST.fields) kept.push(['…', `${fields.length - MOST.fields} more`]);
  return Object.fromEntries(kept);
}
