import { createHash, randomInt } from 'node:crypto';

/** The parts of what a machine sends. */
export interface TokenText {
  /** Twelve lower-case letters and digits; not secret. */
  readonly id: string;
  /** 43 letters and digits: 256 bits. */
  readonly secret: string;
}

/** The pattern of every token, for secret scanners. */
export const TOKEN_PATTERN = '\\bfd_[0-9a-z]{12}_[0-9A-Za-z]{43}\\b';

const LOWER = '0123456789abcdefghijklmnopqrstuvwxyz';
const ALL = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const ID = /^[0-9a-z]{12}$/;
const WHOLE = /^fd_([0-9a-z]{12})_([0-9A-Za-z]{43})$/;

const draw = (letters: string, count: number): string =>
  Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('');

/** A new random token. */
export const newTokenText = (): TokenText => ({ id: draw(LOWER, 12), secret: draw(ALL, 43) });

/** The text of a token, as machines send it. */
export const formatToken = ({ id, secret }: TokenText): string => `fd_${id}_${secret}`;

/** The parts of a token's text; null for any other text. */
export function parseToken(text: string): TokenText | null {
  const [, id, secret] = WHOLE.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** True for a text that can be a token's id, and so the name of its file. */
export const isTokenId = (text: string): boolean => ID.test(text);

/** SHA-256 of a secret, in hex; only this is stored. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
