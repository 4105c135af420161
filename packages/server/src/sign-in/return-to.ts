const LONGEST = 2000;

/** The path to return to, with search and fragment; `/` for any text a browser could take for another address. */
export function toReturnPath(text: string | null): string {
  if (text === null || text.length > LONGEST) return '/';
  const [address = '', mark = '', ...more] = text.split('#');
  if (more.length > 0 || !/^[\w~.%-]*$/.test(mark)) return '/';
  const [path = '', ...search] = address.split('?');
  const isPath = /^\/(?:[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*)?$/.test(path) && !/^\/auth(?:\/|$)/i.test(path);
  return isPath && search.every((part) => /^[\x21\x24-\x5b\x5d-\x7e]*$/.test(part)) ? text : '/';
}
