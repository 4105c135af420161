import type { Stream } from '../../routes/answer-shape.ts';

/** Characters that are put together before they are sent, where all pieces are there already. */
const ENOUGH = 65_536;

/**
 * The pieces as a body that is made as it is read, and given up when nobody reads on. An error among them is handed to
 * `onCut` and cuts the body short.
 */
export function toBody(pieces: Stream['pieces'], onCut: (error: unknown) => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const [next, stop] = Symbol.asyncIterator in pieces ? readAsync(pieces) : readSync(pieces);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await next();
        if (piece === null) controller.close();
        else controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
      } catch (error) {
        onCut(error);
        // What went wrong is for the log only; the server below prints what it is given.
        controller.error(new Error('The answer was cut short.'));
      }
    },
    cancel: stop,
  });
}

/** Gives the next piece, null after the last; and ends before it. */
type Reader = readonly [next: () => Promise<string | Uint8Array | null>, stop: () => Promise<void>];

function readAsync(pieces: AsyncIterable<string | Uint8Array>): Reader {
  const iterator = pieces[Symbol.asyncIterator]();
  return [
    async () => {
      const { done, value } = await iterator.next();
      return done === true ? null : value;
    },
    async () => {
      await iterator.return?.();
    },
  ];
}

function readSync(pieces: Iterable<string>): Reader {
  const iterator = pieces[Symbol.iterator]();
  return [
    async () => {
      let text = '';
      while (text.length < ENOUGH) {
        const { done, value } = iterator.next();
        if (done === true) return text === '' ? null : text;
        text += value;
      }
      return text;
    },
    async () => {
      iterator.return?.();
    },
  ];
}
