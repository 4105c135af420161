import { at, type KnownFault } from './known-fault.ts';

const SERVER = 'packages/cli/src/server/server-process.test.ts';
const ODD_FILES = 'packages/ingest/src/import/odd-files.test.ts';
const LAND = 'packages/ingest/src/archive/land/land-files.test.ts';
const IMPORT = 'packages/ingest/src/import/import-files.test.ts';

/** L21 to L26: files as wholes. */
export const FILES: readonly KnownFault[] = [
  {
    id: 'L21',
    fault: 'a packed file that unpacks to very much',
    expected: 'bomb, and nothing of it stays',
    tests: at(LAND, 'L21: a bomb is refused by ratio and by size, and nothing of it stays'),
  },
  {
    id: 'L22',
    fault:
      'CSV without a byte order mark, with semicolons, broken quotes, moved or unknown columns, long decimals, formulas',
    expected: 'the header decides, decimals are exact, text stays as it is',
    tests: at(
      'packages/ingest/src/import/import-csv.test.ts',
      'detailed and summarized usage fill one fact, also with semicolons, columns moved and a column nobody knows',
      'keeps decimals exact that a floating point number cannot hold, and text that looks like a formula as it is',
      'leaves out bad lines one by one, each with its line and reason',
    ),
  },
  {
    id: 'L23',
    fault: 'hostile or very long names; links, pipes, devices, folders',
    expected: 'never part of a path; named and left out',
    tests: [
      ...at('packages/ingest/src/archive/paths.test.ts', 'L23: a name of 300 bytes stays short'),
      ...at(ODD_FILES, 'are named and never waited for, and the others load'),
    ],
  },
  {
    id: 'L24',
    fault: 'a file that changes while it is read, the same bytes again, two imports at once',
    expected: 'one load, decided by the checksum of what was read',
    tests: [
      ...at(ODD_FILES, 'counts as what was read of it: archive, sum and rows agree'),
      ...at(
        IMPORT,
        'the same file again changes nothing, also packed, renamed, or with BOM and CRLF when the rows are the same bytes',
      ),
      ...at(SERVER, 'lets no second server start and no import in, and names its pid'),
    ],
  },
  {
    id: 'L25',
    fault: 'slugs and hosts that mean something to a file system',
    expected: 'one harmless element of a path',
    tests: at('packages/ingest/src/archive/paths.test.ts', 'L25: %j becomes one harmless path element'),
  },
  {
    id: 'L26',
    fault: 'very many small files, one very big one',
    expected: 'bounded, and what was stopped goes on',
    tests: at(ODD_FILES, 'that are stopped go on where they were, and each is loaded once'),
    later: 'one file of 50 GB: on demand only',
  },
];
