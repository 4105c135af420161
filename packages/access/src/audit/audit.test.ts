import { describe, expect, it } from 'vitest';
import { type AuditLine, createAudit, STRANGER } from './audit.ts';

/** An audit whose lines are kept in a list, with a clock that the test moves. */
function start() {
  const lines: AuditLine[] = [];
  const clock = { ms: Date.parse('2026-11-05T08:00:00Z') };
  const audit = createAudit(
    async (body) => void lines.push(JSON.parse(body)),
    () => new Date(clock.ms),
  );
  const refuse = (route: string, asked: unknown, client: string) =>
    audit.record(STRANGER, { kind: 'refused', route, asked, people: null, client, requestId: 'r' });
  return { lines, clock, refuse };
}

describe('refusals of strangers', () => {
  it('are twenty a minute of one address and sixty of all, of wrong tokens and of sign-ins each', async () => {
    const { lines, clock, refuse } = start();
    const guess = (token: string, client: string) => refuse('GET /api/v1/query', { code: 'bad_token', token }, client);
    for (let each = 0; each < 70; each += 1) await guess(`t${each}`, '10.0.0.1');
    expect(lines).toHaveLength(20);
    await guess('other', '10.0.0.2');
    await refuse('GET /auth/callback', { code: 'state_mismatch' }, '10.0.0.1');
    expect(lines.slice(20).map(({ route, client }) => [route, client])).toEqual([
      ['GET /api/v1/query', '10.0.0.2'],
      ['GET /auth/callback', '10.0.0.1'],
    ]);
    for (let each = 0; each < 70; each += 1) await guess(`u${each}`, `10.0.1.${each}`);
    expect(lines).toHaveLength(61);
    await refuse('GET /auth/callback', { code: 'not_a_member' }, '10.0.0.3');
    expect(lines.at(-1)).toMatchObject({ route: 'GET /auth/callback', client: '10.0.0.3' });
    clock.ms += 60_000;
    await guess('later', '10.0.0.1');
    expect(lines).toHaveLength(63);
  });
});
