type Stream = AsyncIterable<Uint8Array>;

interface Parcel {
  readonly stream: Stream;
  readonly taken: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Turns streams that are handed over one by one into an iterable of streams. `put` returns when the stream was read to
 * its end, so that its connection may be closed; a stream that breaks rejects `put` with its own error.
 */
export class Conveyor implements AsyncIterable<Stream> {
  #parcel: Parcel | null = null;
  #ended = false;
  #failure: { readonly error: unknown } | null = null;
  #refusal: { readonly error: unknown } | null = null;
  #wake: (() => void) | null = null;
  #open: Parcel | null = null;

  /** @throws the stream's own error, or the one given to `refuse`. */
  put(stream: Stream): Promise<void> {
    if (this.#refusal !== null) return Promise.reject(this.#refusal.error);
    return new Promise((taken, failed) => {
      this.#parcel = { stream, taken, failed };
      this.#notify();
    });
  }

  /** No more streams come. */
  end(): void {
    this.#ended = true;
    this.#notify();
  }

  /** The reading side gets this error instead of more streams. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#notify();
  }

  /** The reading side gave up: `put` under way and later ones reject. */
  refuse(error: unknown): void {
    this.#refusal ??= { error };
    for (const parcel of [this.#parcel, this.#open]) parcel?.failed(error);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Stream> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.error;
      const parcel = this.#parcel;
      if (parcel !== null) {
        this.#parcel = null;
        this.#open = parcel;
        yield this.#read(parcel);
        parcel.taken();
        this.#open = null;
      } else if (this.#ended) return;
      else await new Promise<void>((wake) => (this.#wake = wake));
    }
  }

  async *#read(parcel: Parcel): AsyncGenerator<Uint8Array> {
    try {
      yield* parcel.stream;
    } catch (error) {
      parcel.failed(error);
      throw error;
    }
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
