/** A unit that no total of an AI bill counts in, and what the lines counted in it add up to. */
export interface UnknownUnit {
  readonly unit: string;
  readonly lines: number;
  /** Rounded to nine decimals: for people, not for sums. */
  readonly quantity: number;
  /** In US dollars. */
  readonly gross: number;
}

/** More of them add nothing, and the names are other people's data. */
const MOST_UNITS = 20;
const MOST_LENGTH = 60;

/** Adds up the lines of a bill in unknown units. */
export class UnknownUnits {
  readonly #units = new Map<string, { lines: number; quantity: number; gross: number }>();

  note(unit: string, quantity: string, gross: string): void {
    const name = unit.trim().slice(0, MOST_LENGTH);
    const known = this.#units.get(name) ?? { lines: 0, quantity: 0, gross: 0 };
    if (!this.#units.has(name) && this.#units.size >= MOST_UNITS) return;
    this.#units.set(name, {
      lines: known.lines + 1,
      quantity: known.quantity + numberOf(quantity),
      gross: known.gross + numberOf(gross),
    });
  }

  list(): readonly UnknownUnit[] {
    return [...this.#units].map(([unit, { lines, quantity, gross }]) => ({
      unit,
      lines,
      quantity: rounded(quantity),
      gross: rounded(gross),
    }));
  }
}

const numberOf = (text: string): number => (Number.isFinite(Number(text)) ? Number(text) : 0);
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;
