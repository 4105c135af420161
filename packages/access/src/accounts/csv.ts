/** A record of a CSV file, and the line it begins on, 1-based. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The records of a CSV text (RFC 4180), without empty lines; null if a quotation mark is never closed. */
export function parseCsv(text: string): readonly CsvRecord[] | null {
  const records: CsvRecord[] = [];
  let [fields, field, isQuoted, line, begins]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const end = (): void => {
    fields.push(field);
    if (fields.some((value) => value.trim() !== '')) records.push({ line: begins, fields });
    [fields, field] = [[], ''];
  };
  const body = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  for (let at = 0; at < body.length; at++) {
    const letter = body[at];
    if (isQuoted) {
      if (letter === '"' && body[at + 1] === '"') field += body[++at];
      else if (letter === '"') isQuoted = false;
      else field += letter;
    } else if (letter === '"' && field === '') isQuoted = true;
    else if (letter === ',') {
      fields.push(field);
      field = '';
    } else if (letter === '\n') end();
    else field += letter;
    if (letter === '\n') {
      line += 1;
      if (!isQuoted) begins = line;
    }
  }
  if (isQuoted) return null;
  end();
  return records;
}
