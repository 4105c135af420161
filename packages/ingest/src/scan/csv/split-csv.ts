/**
 * The fields of one line of CSV as RFC 4180 quotes them; null for a quote that does not close, or stands where none may.
 * A record is a line: a reader that lets quotes span lines loses the rest of the file to one broken quote.
 */
export function splitCsv(line: string, delimiter: string): string[] | null {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let field = '';
      let from = at + 1;
      for (;;) {
        const quote = line.indexOf('"', from);
        if (quote < 0) return null;
        field += line.slice(from, quote);
        at = quote + 1;
        if (line[at] !== '"') break;
        field += '"';
        from = at + 1;
      }
      fields.push(field);
      if (at < line.length && line[at] !== delimiter) return null;
    } else {
      const next = line.indexOf(delimiter, at);
      const end = next < 0 ? line.length : next;
      const field = line.slice(at, end);
      if (field.includes('"')) return null;
      fields.push(field);
      at = end;
    }
    if (at >= line.length) return fields;
    at += 1;
  }
}

/** What stands between fields: as GitHub writes, as spreadsheets of some countries, as pasted from one. The header decides. */
export const DELIMITERS: readonly string[] = Object.freeze([',', ';', '\t']);
