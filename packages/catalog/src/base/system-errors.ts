import { CapabilityError, FlightdeckError } from './errors.ts';

/** What Node throws when the system refuses a call on a file or folder. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly dest?: string;
}

interface Meaning {
  readonly code: string;
  /** What happened, said of a place. */
  says(place: string): string;
  readonly hint: string;
}

const full: Meaning = {
  code: 'disk_full',
  says: (place) => `There is no space left for ${place}.`,
  hint: 'Free some space and run again; nothing stored before is damaged.',
};
const closed: Meaning = {
  code: 'no_access',
  says: (place) => `This user may not read or write ${place}.`,
  hint: 'Give the user that runs Flightdeck access to it, or name another place.',
};
const many: Meaning = {
  code: 'too_many_files',
  says: (place) => `No more files can be opened; ${place} could not be.`,
  hint: 'Raise the limit of open files (ulimit -n) and start again.',
};
const gone: Meaning = {
  code: 'not_found',
  says: (place) => `${place} does not exist.`,
  hint: 'Correct the path, or put the file back.',
};

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['ENOSPC', full],
  ['EDQUOT', full],
  ['EACCES', closed],
  ['EPERM', closed],
  ['EMFILE', many],
  ['ENFILE', many],
  ['ENOENT', gone],
  ['ENOTDIR', gone],
  [
    'EROFS',
    {
      code: 'read_only',
      says: (place) => `${place} lies on a disk that is mounted read-only.`,
      hint: 'Mount it so that it can be written, or set FLIGHTDECK_DATA and FLIGHTDECK_DB to another disk.',
    },
  ],
  [
    'EIO',
    {
      code: 'disk_error',
      says: (place) => `The disk failed at ${place}.`,
      hint: 'Check the system log; when the disk works again, "flightdeck verify --deep" says what was damaged.',
    },
  ],
  [
    'ENAMETOOLONG',
    {
      code: 'name_too_long',
      says: (place) => `The name ${place} is too long for this disk.`,
      hint: 'Rename the file.',
    },
  ],
  ['EISDIR', { code: 'not_a_file', says: (place) => `${place} is a folder, not a file.`, hint: 'Name a file.' }],
  ['ELOOP', { code: 'not_a_file', says: (place) => `${place} is a link to itself.`, hint: 'Name a file.' }],
]);

/** The system's own words, as a library that has no error codes repeats them. */
const WORDS: readonly (readonly [words: string, code: string])[] = [
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Input/output error', 'EIO'],
  ['Read-only file system', 'EROFS'],
  ['Permission denied', 'EACCES'],
  ['Operation not permitted', 'EPERM'],
  ['Too many open files', 'EMFILE'],
  ['File name too long', 'ENAMETOOLONG'],
  ['fsync failed!', 'EIO'],
];

/** Errors that Node has no name for; Linux counts them so, then macOS. */
const UNNAMED: ReadonlyMap<string, string> = new Map([
  ['Unknown system error -122', 'EDQUOT'],
  ['Unknown system error -69', 'EDQUOT'],
]);

/** Codes of what is wrong with a disk as a whole: nothing else can be written there either. */
export const DISK_CODES: readonly string[] = ['disk_full', 'disk_low', 'disk_error', 'read_only', 'no_access'];

const LONGEST_PLACE = 200;

/**
 * What a person can do about an error of the system, with the path and the remedy; null for anything else, which is a bug.
 * The cause is kept. `usual` is the place that is named where the error names none.
 */
export function toOperatorError(error: unknown, usual = 'a file of Flightdeck'): FlightdeckError | null {
  const { code = '', place = usual } = isSystemError(error)
    ? { code: UNNAMED.get(error.code) ?? error.code, place: error.path ?? error.dest }
    : readWords(error);
  const meaning = MEANINGS.get(code);
  if (!meaning) return null;
  const shown = place.length > LONGEST_PLACE ? `${place.slice(0, LONGEST_PLACE)}…` : place;
  return new CapabilityError(meaning.says(shown), { code: meaning.code, hint: meaning.hint, cause: error });
}

function readWords(error: unknown): { readonly code?: string; readonly place?: string | undefined } {
  if (!(error instanceof Error) || error instanceof FlightdeckError) return {};
  const found = WORDS.find(([words]) => error.message.includes(words));
  return found === undefined ? {} : { code: found[1], place: /"(\/[^"\n]{1,4096})"/.exec(error.message)?.[1] };
}

function isSystemError(error: unknown): error is SystemError {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as Partial<SystemError>;
  return typeof code === 'string' && typeof syscall === 'string';
}
