/** Texts in place of every page when the server does not answer. */
export const tryAgain = 'Try again';
export const noAnswer = 'Flightdeck does not answer';
export const mayHaveStopped = 'The server may have stopped. Start it again, then try again.';
