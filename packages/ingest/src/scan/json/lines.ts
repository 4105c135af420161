import { isUtf8 } from 'node:buffer';

/** Longest line read; a longer one is skipped while it streams by. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;

const LINE_END = 10;

/** Where a line stands in the file. */
export interface LinePlace {
  readonly line: number;
  readonly offset: number;
}

/** Receives each line; `buffer[end]` is a line feed. `sound` = known to be valid UTF-8; `last` = no line feed in the file. */
export interface LineSink {
  line(buffer: Buffer, start: number, end: number, place: LinePlace, sound: boolean, last: boolean): void;
  tooLong(beginning: Buffer, place: LinePlace): void;
}

/** Cuts chunks at line feeds, wherever the chunks were cut, and hands whole lines to the sink without copying most of them. */
export class LineSplitter {
  readonly #sink: LineSink;
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #carried = 0;
  #skipping = false;
  #line = 1;
  #offset: number;

  /** `offset` = bytes of the file before the first chunk, i.e. of a byte order mark. */
  constructor(sink: LineSink, offset = 0, maxBytes = MAX_LINE_BYTES) {
    this.#sink = sink;
    this.#offset = offset;
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): void {
    let start = 0;
    if (this.#carried > 0 || this.#skipping) {
      const end = chunk.indexOf(LINE_END);
      if (end < 0) {
        this.#carry(chunk);
        return;
      }
      this.#carry(chunk.subarray(0, end));
      this.#endCarried(false);
      start = end + 1;
    }
    const last = chunk.lastIndexOf(LINE_END);
    if (last >= start) {
      const sound = isUtf8(chunk.subarray(start, last));
      while (start <= last) {
        const end = chunk.indexOf(LINE_END, start);
        if (end - start > this.#maxBytes) {
          this.#sink.tooLong(Buffer.from(chunk.subarray(start, start + 400)), this.#place());
        } else this.#sink.line(chunk, start, end, this.#place(), sound, false);
        this.#advance(end + 1 - start);
        start = end + 1;
      }
    }
    if (start < chunk.length) this.#carry(chunk.subarray(start));
  }

  /** Hands over what stands behind the last line feed, if anything. */
  end(): void {
    if (this.#carried > 0 || this.#skipping) this.#endCarried(true);
  }

  #carry(piece: Buffer): void {
    this.#carried += piece.length;
    if (this.#skipping) return;
    this.#pieces.push(piece);
    if (this.#carried > this.#maxBytes) {
      this.#sink.tooLong(Buffer.from(Buffer.concat(this.#pieces, Math.min(this.#carried, 400))), this.#place());
      this.#pieces = [];
      this.#skipping = true;
    }
  }

  #endCarried(last: boolean): void {
    const length = this.#carried;
    if (!this.#skipping) {
      const line = Buffer.allocUnsafe(length + 1);
      let at = 0;
      for (const piece of this.#pieces) at += piece.copy(line, at);
      line[length] = LINE_END;
      this.#sink.line(line, 0, length, this.#place(), false, last);
    }
    this.#pieces = [];
    this.#carried = 0;
    this.#skipping = false;
    this.#advance(length + (last ? 0 : 1));
  }

  #place(): LinePlace {
    return { line: this.#line, offset: this.#offset };
  }

  #advance(bytes: number): void {
    this.#line++;
    this.#offset += bytes;
  }
}
