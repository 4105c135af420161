/** More phases than GitHub will number, so that a day and a phase make one whole number. */
const MOST_PHASES = 1000;

/**
 * DuckDB SQL of one whole number for a day and a phase: of `first` the least, of `last` the greatest contains the phase of
 * a person's first and last day; where several scopes have rows of one day, the highest phase holds in both.
 */
export function compilePhaseDay(which: 'first' | 'last', day: string, phase: string): string {
  const days = `(${day} - DATE '1970-01-01') * ${MOST_PHASES}`;
  return which === 'first' ? `(${days} + ${MOST_PHASES - 1} - ${phase})` : `(${days} + ${phase})`;
}

/** DuckDB SQL of the phase in such a number. */
export const compilePhaseOf = (which: 'first' | 'last', number: string): string =>
  which === 'first' ? `${MOST_PHASES - 1} - ${number} % ${MOST_PHASES}` : `${number} % ${MOST_PHASES}`;

/** The phase in such a number. */
export const phaseOf = (which: 'first' | 'last', number: number): number =>
  which === 'first' ? MOST_PHASES - 1 - (number % MOST_PHASES) : number % MOST_PHASES;
