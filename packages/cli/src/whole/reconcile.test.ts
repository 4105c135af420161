import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal, EXAMPLES, type FakeTerminal } from '../testing.ts';

let terminal: FakeTerminal;
const DAY = ['--from', '2026-05-07', '--to', '2026-05-07', '--scope', 'org:acme'];

beforeAll(async () => {
  terminal = createFakeTerminal();
  const file = join(terminal.folder, 'users.ndjson');
  copyFileSync(join(EXAMPLES, 'docs/users-1-day.organization.partial.ndjson'), file);
  await terminal.run('import', file, '--scope', 'org:acme');
  const [first] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(join(terminal.folder, 'theirs.ndjson'), `${first}\n`);
});

afterAll(() => terminal?.remove());

describe('flightdeck reconcile', () => {
  it('ends with 4 when more is left unexplained than may be', async () => {
    const ask = ['reconcile', '--metric', 'active_users', ...DAY, '--against', 'dashboard=3', '--window', '1'];
    const strict = await terminal.run(...ask);
    expect(strict.code).toBe(4);
    expect(strict.err).toContain('The unexplained remainder exceeds the tolerance of 0.');
    expect((await terminal.run(...ask, '--tolerance', '1')).code).toBe(0);
    expect((await terminal.run(...ask, '--tolerance', '50%')).code).toBe(0);
  });

  it('compares with the rows of a file, which do not become ours', async () => {
    const ask = ['reconcile', '--metric', 'reported_users', ...DAY, '--against', 'file:theirs.ndjson'];
    const { code, out } = await terminal.run(...ask, '--read-at', '2026-05-09T00:00:00Z', '--format', 'json');
    const answer = JSON.parse(out);
    expect([code, answer.theirs.value, answer.ours.value, answer.unexplained]).toEqual([0, 1, 2, 0]);
    expect(answer.steps.map(({ cause, amount }: { cause: string; amount: number }) => [cause, amount])).toEqual([
      ['late_telemetry', 1],
    ]);
    const after = await terminal.run('query', '--metrics', 'reported_users', ...DAY.slice(0, 4), '--format', 'csv');
    expect(after.out).toBe('reported_users\r\n2\r\n');
  });

  it('takes who is active in their number and whose it is, and says of a share that it is in points', async () => {
    const ask = ['reconcile', '--metric', 'active_users', ...DAY, '--against', 'dashboard=2', '--window', '1'];
    const said = await terminal.run(...ask, '--people', 'reported', '--their-scope', 'org:acme', '--format', 'json');
    const answer = JSON.parse(said.out);
    expect([answer.reading.people, answer.theirs.scope.names, answer.unexplained]).toEqual(['reported', ['acme'], 0]);
    expect(await terminal.run(...ask, '--people', 'all')).toMatchObject({ code: 2 });
    expect(await terminal.run(...ask, '--their-scope', 'acme')).toMatchObject({ code: 2 });
    const share = ['reconcile', '--metric', 'generated', ...DAY, '--share', 'feature=code_completion', '--window', '1'];
    const { out } = await terminal.run(...share, '--against', 'dashboard=50 %');
    expect(out).toContain('Amounts are percentage points that a step adds to their number');
    expect(out).toMatch(/GitHub's dashboard +50\.0\u00a0%/);
  });

  it('writes the way as CSV', async () => {
    const { out } = await terminal.run(
      ...['reconcile', '--metric', 'active_users', ...DAY, '--against', 'dashboard=2', '--window', '1'],
      ...['--format', 'csv'],
    );
    expect(out).toBe(
      [
        'step,label,amount,number,why',
        "theirs,GitHub's dashboard,,2,7 May 2026",
        'unexplained,Unexplained,0,2,',
        'ours,Flightdeck,,2,7 May 2026',
        '',
      ].join('\r\n'),
    );
  });

  it('says what is missing or wrong, and what to write instead', async () => {
    const without = await terminal.run('reconcile', '--metric', 'active_users', ...DAY);
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('--against dashboard=0.312')]);
    const unknown = await terminal.run('reconcile', '--metric', 'active_users', ...DAY, '--against', 'gut');
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('"gut" is no source of numbers.')]);
    const absent = await terminal.run('reconcile', '--metric', 'active_users', ...DAY, '--against', 'file:nowhere');
    expect([absent.code, absent.err]).toEqual([2, expect.stringContaining('cannot be read')]);
  });
});
