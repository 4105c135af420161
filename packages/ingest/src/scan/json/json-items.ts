import { bomLength, endOfItem, skipSpace } from '../form.ts';
import type { LineSink } from './lines.ts';

const LINE_END = 10;
const CARRIAGE_RETURN = 13;
const TAB = 9;
const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN = 123;

/**
 * Hands each object of a JSON text (a list of objects, or objects one after the other) to the sink as if it stood on
 * one line; its line number is that of its first byte. Anything between the objects that does not belong is one more line.
 */
export function splitJsonItems(content: Buffer, sink: LineSink): void {
  let at = skipSpace(content, bomLength(content));
  const listStart = at;
  const inList = content[at] === OPEN_LIST;
  if (inList) at = skipSpace(content, at + 1);
  const firstItem = at;
  let line = 1;
  let counted = 0;
  let expectItem = true;
  const give = (start: number, end: number, last: boolean): void => {
    for (
      let feed = content.indexOf(LINE_END, counted);
      feed >= 0 && feed < start;
      feed = content.indexOf(LINE_END, feed + 1)
    ) {
      line++;
      counted = feed + 1;
    }
    const item = Buffer.allocUnsafe(end - start + 1);
    content.copy(item, 0, start, end);
    // A tab is blank between tokens like the line feed it replaces, and as wrong inside a string.
    for (let index = 0; index < end - start; index++) {
      if (item[index] === LINE_END || item[index] === CARRIAGE_RETURN) item[index] = TAB;
    }
    item[end - start] = LINE_END;
    sink.line(item, 0, end - start, { line, offset: start }, false, last);
  };
  while (at < content.length) {
    const byte = content[at];
    if (inList && byte === CLOSE_LIST && (!expectItem || at === firstItem)) {
      at = skipSpace(content, at + 1);
      if (at < content.length) give(at, content.length, false);
      return;
    }
    if (inList && !expectItem) {
      if (byte !== COMMA) {
        give(at, content.length, false);
        return;
      }
      at = skipSpace(content, at + 1);
      expectItem = true;
      continue;
    }
    const end = itemEnd(content, at, inList);
    if (end < 0) {
      give(at, content.length, true);
      return;
    }
    give(at, end, false);
    at = skipSpace(content, end);
    expectItem = !inList;
  }
  if (inList) give(listStart, listStart + 1, true);
}

/** Index behind the item at `start`: an object or list to its bracket, anything else to the next comma or bracket. */
function itemEnd(content: Buffer, start: number, inList: boolean): number {
  const first = content[start];
  if (first === OPEN || first === OPEN_LIST) return endOfItem(content, start, content.length);
  if (!inList) return content.length;
  for (let at = start; at < content.length; at++) if (content[at] === COMMA || content[at] === CLOSE_LIST) return at;
  return -1;
}
