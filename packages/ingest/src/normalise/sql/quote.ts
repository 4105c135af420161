import { InputError } from '@flightdeck/catalog';

/** A SQL identifier that means exactly this name. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A SQL string literal with exactly this value.
 * @throws InputError `bad_text` for a NUL character, which DuckDB cannot take in a statement.
 */
export function literal(text: string): string {
  if (text.includes('\0')) throw new InputError('A text contains a NUL character.', { code: 'bad_text' });
  return `'${text.replaceAll("'", "''")}'`;
}

/** A SQL expression for a dotted path below `root`, itself SQL. */
export function pathBelow(root: string, path: string): string {
  return [root, ...path.split('.').map(identifier)].join('.');
}
