import { describe, expect, it } from 'vitest';
import { toOperatorError } from './system-errors.ts';

const thrown = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: something, write`), { code, syscall: 'write', ...(path && { path }) });

describe('toOperatorError', () => {
  it.each([
    ['ENOSPC', 'disk_full', 'There is no space left for /data/x.'],
    ['EDQUOT', 'disk_full', 'There is no space left for /data/x.'],
    // What Node says of EDQUOT, for which it has no name.
    ['Unknown system error -122', 'disk_full', 'There is no space left for /data/x.'],
    ['EROFS', 'read_only', '/data/x lies on a disk that is mounted read-only.'],
    ['EACCES', 'no_access', 'This user may not read or write /data/x.'],
    ['EIO', 'disk_error', 'The disk failed at /data/x.'],
    ['EMFILE', 'too_many_files', 'No more files can be opened; /data/x could not be.'],
    ['ENAMETOOLONG', 'name_too_long', 'The name /data/x is too long for this disk.'],
  ])('%s is something to put right, not a bug', (code, ours, message) => {
    expect(toOperatorError(thrown(code, '/data/x'))).toMatchObject({ code: ours, message, hint: expect.any(String) });
  });

  it('names no more of a path than can be read, and a place where the system names none', () => {
    expect(toOperatorError(thrown('ENAMETOOLONG', 'n'.repeat(300)))?.message).toBe(
      `The name ${'n'.repeat(200)}… is too long for this disk.`,
    );
    expect(toOperatorError(thrown('ENOSPC'))?.message).toBe('There is no space left for a file of Flightdeck.');
  });

  it.each([
    ['IO Error: Could not write file "/data/x.wal": No space left on device', 'disk_full', '/data/x.wal'],
    [
      'TransactionContext Error: Failed to commit: Could not write file "/data/x": Disk quota exceeded',
      'disk_full',
      '/data/x',
    ],
    ['IO Error: Cannot open file "/data/x": Read-only file system', 'read_only', '/data/x'],
    ['FATAL Error: Checkpoint failed for database "store". Original error: fsync failed!', 'disk_error', '/usual'],
  ])('reads what an engine says in the words of the system: %s', (message, code, place) => {
    const error = toOperatorError(new Error(message), '/usual');
    expect(error).toMatchObject({ code, message: expect.stringContaining(place), hint: expect.any(String) });
  });

  it('is null for what is our bug', () => {
    expect(toOperatorError(new TypeError('x is undefined'))).toBeNull();
    expect(toOperatorError(thrown('EPIPE'))).toBeNull();
    expect(toOperatorError(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBeNull();
  });
});
