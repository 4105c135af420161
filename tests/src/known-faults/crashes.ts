import { at, type KnownFault } from './known-fault.ts';

const KILL = 'packages/ingest/src/kill/kill.test.ts';
const READER = 'packages/ingest/src/normalise/process/reader.test.ts';
const LOAD = 'packages/store-duckdb/src/load/load.test.ts';
const DAMAGE = 'packages/cli/src/whole/damage.test.ts';
const SERVER = 'packages/cli/src/server/server-process.test.ts';
const BACKUP_KILLS = 'tests/src/backup/kills.test.ts';
const LAND = 'packages/ingest/src/archive/land/land-files.test.ts';
const CLUSTER = 'tests/src/cluster/faults.test.ts';
const INDEXES = 'packages/store-opensearch/src/layout/indexes.test.ts';

/** F: crashes, the disk, processes. */
export const CRASHES: readonly KnownFault[] = [
  {
    id: 'F1',
    fault: 'killed at any point of a start, sync, import or rebuild',
    expected: 'digests equal those of an uninterrupted run',
    tests: [
      ...at(KILL, 'in a start, with its database lost or there', 'in a sync', 'in an import', 'in a rebuild'),
      ...at(LAND, 'a crash while landing leaves the archive without the report, or with all of it'),
      ...at(
        BACKUP_KILLS,
        'a backup that is killed anywhere leaves none that looks whole and is not, and the next one clears what it left',
        'a restore that is killed anywhere lets nobody work on half of it, and goes on when it is started again',
      ),
    ],
    later: 'killed in an erasure: with erasure',
  },
  {
    id: 'F2',
    fault: 'the n-th write fails',
    expected: 'the last whole state is readable, the disk is named, the next run completes',
    tests: [],
    later: 'with the faults of the disk',
  },
  {
    id: 'F3',
    fault: 'the disk is full',
    expected: 'questions are answered, syncs say so and go on by themselves when there is room',
    tests: [],
    later: 'with the faults of the disk; an audit log that cannot be written: with the audit log',
  },
  {
    id: 'F4',
    fault: 'a folder that is read-only or of another owner, I/O errors, no inodes',
    expected: 'refused with the path',
    tests: at(
      'packages/ingest/src/import/unreadable.test.ts',
      'names a path that the system refuses and loads the others',
    ),
    later: 'the data folder itself: with the faults of the disk',
  },
  {
    id: 'F5',
    fault: 'a second server, or a command beside one',
    expected: 'a message with the process id and what to do',
    tests: [
      ...at(SERVER, 'lets no second server start and no import in, and names its pid'),
      ...at(LOAD, 'refuses to open a file twice, and opens it again after it is closed'),
    ],
  },
  {
    id: 'F6',
    fault: 'database or log damaged, of another archive, missing or older',
    expected: 'repaired from the archive or refused by name, never fewer days without a word',
    tests: [
      ...at(
        'tests/src/damage.test.ts',
        'whatever happens to a file of a data folder, answers are the same, or refused, or say what they lack',
      ),
      ...at(DAMAGE, 'a database of another archive is refused, an older copy of the own one catches up'),
      ...at(LOAD, 'names a file that holds %s as damaged and leaves it alone'),
    ],
  },
  {
    id: 'F7',
    fault: 'an archived file is missing, changed or too many',
    expected: 'listed; a rebuild stops unless it is asked to go on without',
    tests: [
      ...at(
        DAMAGE,
        'a lost archived file takes exactly its days, every command says so, and restoring it brings them back',
      ),
      ...at(
        DAMAGE,
        'a rebuild stops at a lost file; with --skip-damaged it lists what it leaves out, and every later answer says so',
      ),
      ...at(
        'packages/app/src/status/archive/archive-watch.test.ts',
        'a file whose size is right and whose content is not is found by its checksum, stays found, and is asked for again',
      ),
    ],
  },
  {
    id: 'F8',
    fault: 'too little memory, too many heavy questions',
    expected: 'an error for the one who asked, and the next is answered',
    tests: [
      ...at(
        'packages/store-duckdb/src/file/session.test.ts',
        'names a question that takes too much memory, and answers the next one',
      ),
      ...at(
        'packages/server/src/http/gate.test.ts',
        'lets work through in order and refuses what the queue cannot hold',
      ),
      ...at(
        'packages/app/src/answer/query-cost.test.ts',
        'is refused with what to do when it is more than can be answered',
      ),
    ],
  },
  {
    id: 'F9',
    fault: 'signals: SIGTERM, two interrupts, a reader of the output that leaves, a process that is suspended',
    expected: 'whole days only, and the next run goes on',
    tests: [
      ...at(
        SERVER,
        'stops at SIGTERM with whole days only, and the next one goes on',
        'ends in order at an interrupt too',
      ),
      ...at(
        'packages/cli/src/output/terminal.test.ts',
        'stops in order at the first signal and at once at the next interrupt',
      ),
      ...at(
        'packages/ingest/src/import/unreadable.test.ts',
        'that is stopped names what it did not do, is no success, and the next one goes on',
      ),
    ],
    later: 'a process that is suspended, and output nobody reads any more',
  },
  {
    id: 'F10',
    fault: 'the reader of reports crashes, hangs, or ends without an answer',
    expected: 'the server lives; reader_crashed after two tries',
    tests: at(
      READER,
      'survives the death of its process amid a task and does the task again',
      'gives up on a task that kills two processes, and serves the next',
      'takes a process that hangs for dead',
    ),
  },
  {
    id: 'F11',
    fault: 'two that sync one cluster, or one that falls silent amid a load',
    expected: 'one at a time, and the same result',
    tests: [
      ...at(
        'packages/store/src/lease.test.ts',
        'is held by one, and by another once the holder was silent for its time',
      ),
      ...at(
        CLUSTER,
        'lets one of two servers sync, and the other when the first falls silent, never both',
        'gives up what a dead writer left unfinished, and loads the day',
      ),
    ],
  },
  {
    id: 'F12',
    fault: 'a database or indexes of a newer version; of an earlier one',
    expected: 'newer ones are refused and left as they are; earlier ones are brought up to date',
    tests: [
      ...at(LOAD, 'refuses a file of a newer version and leaves it as it is'),
      ...at(INDEXES, 'of a newer version are refused and left as they are'),
      ...at(
        'packages/store-duckdb/src/file/layout/earlier-file.test.ts',
        'brings a file from before repositories had names and engagements a column of their own up to date',
      ),
      ...at(
        'packages/store-duckdb/src/file/layout/upgrade-file.test.ts',
        'leaves the earlier file or the whole new one wherever it is killed',
        'leaves the earlier file when the disk or a step fails, and nothing beside it',
        'refuses a file of a newer storage format with the version of DuckDB that made it',
      ),
      ...at(
        'tests/src/backup/upgrade.test.ts',
        'a data folder written by %s answers what it answered then, with its database and without',
      ),
    ],
  },
  {
    id: 'F13',
    fault: 'no home folder, an open umask, a hostile current folder, NODE_OPTIONS, odd locale and time zone',
    expected: 'the same numbers, and files of the owner only',
    tests: [
      ...at(
        'packages/ingest/src/kill/environment.test.ts',
        'an odd environment changes no number and opens no file to others',
      ),
      ...at(READER, 'is not led astray by the working folder or NODE_OPTIONS'),
    ],
  },
];
