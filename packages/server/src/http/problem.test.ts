import { CapabilityError, DataError, InputError, UpstreamError } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { toProblem } from './problem.ts';

describe('toProblem', () => {
  it('gives each family its status and keeps code and hint', () => {
    expect(toProblem(new InputError('No.', { code: 'unknown_metric', hint: 'Yes.' }), 'r1')).toEqual({
      type: 'about:blank',
      title: 'No.',
      status: 400,
      code: 'unknown_metric',
      hint: 'Yes.',
      requestId: 'r1',
    });
    expect(toProblem(new CapabilityError('No.', { code: 'x' }), 'r').status).toBe(422);
    expect(toProblem(new UpstreamError('No.', { code: 'x', retryable: true }), 'r').status).toBe(502);
    expect(toProblem(new DataError('No.', { code: 'x' }), 'r').status).toBe(422);
    expect(toProblem(new InputError('No.', { code: 'not_allowed' }), 'r').status).toBe(403);
    expect(toProblem(new InputError('No.', { code: 'not_found' }), 'r').status).toBe(404);
  });

  it('reveals nothing of an error that is our bug', () => {
    expect(toProblem(new Error('SELECT secret FROM /home/x'), 'r')).toMatchObject({
      status: 500,
      code: 'internal',
      title: 'Something went wrong on our side.',
    });
  });

  it('of the disk is no bug, and leaves the path to the log', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
      path: '/data/flightdeck.duckdb',
    });
    const put = new CapabilityError('There is no space left for /data/x.', { code: 'disk_full', cause: full });
    expect(toProblem(put, 'r1')).toEqual(toProblem(full, 'r1'));
    expect(toProblem(full, 'r1')).toEqual({
      type: 'about:blank',
      title: 'The server cannot use its disk.',
      status: 503,
      code: 'disk_trouble',
      hint: 'Ask the operator of the server; its log names the file and the reason.',
      requestId: 'r1',
    });
  });
});
