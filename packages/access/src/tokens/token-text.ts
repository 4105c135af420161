import { createHash, randomInt } from 'node:crypto';

/** What a machine sends: which token it is, and that it has it. */
export interface TokenText {
  /** Twelve letters and digits; no secret. */
  readonly id: string;
  /** 43 letters and digits: 256 bits. */
  readonly secret: string;
}

/** What every token looks like, for programs that look for secrets where they should not stand. */
export const TOKEN_PATTERN = '\\bfd_[0-9a-z]{12}_[0-9A-Za-z]{43}\\b';

const LOWER = '0123456789abcdefghijklmnopqrstuvwxyz';
const ALL = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const ID = /^[0-9a-z]{12}$/;
const WHOLE = /^fd_([0-9a-z]{12})_([0-9A-Za-z]{43})$/;

const draw = (letters: string, count: number): string =>
  Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('');

/** A new one. */
export const newTokenText = (): TokenText => ({ id: draw(LOWER, 12), secret: draw(ALL, 43) });

/** The text that is sent. */
export const formatToken = ({ id, secret }: TokenText): string => `fd_${id}_${secret}`;

/** The parts of a text; null for what is no token. */
export function parseToken(text: string): TokenText | null {
  const [, id, secret] = WHOLE.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** True for what can be the id of a token, which becomes the name of a file. */
export const isTokenId = (text: string): boolean => ID.test(text);

/** SHA-256 of a secret, in hex: what is kept of it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
