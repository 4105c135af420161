import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { findServer, removeServerFile, requireNoServer, writeServerFile } from './server-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-server-file-'));
const file = join(folder, 'server.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const server = {
  pid: process.ppid,
  url: 'http://127.0.0.1:8080',
  startedAt: '2026-11-29T10:00:00.000Z',
  key: 'fd_local_x',
};

describe('the note of a running server', () => {
  it('is found by other processes as long as its writer runs', () => {
    writeFileSync(file, '', { mode: 0o644 });
    writeServerFile(folder, server);
    expect(findServer(folder)).toEqual(server);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(() => requireNoServer(folder, 'import')).toThrow(`pid ${process.ppid}`);
  });

  it('says nothing once another process has the number', () => {
    writeServerFile(folder, server);
    const written = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...written, process: `${written.process}0` }));
    expect(findServer(folder)).toBeNull();
    expect(() => requireNoServer(folder, 'start')).not.toThrow();
  });

  it.runIf(process.platform === 'linux')(
    'says nothing once its writer was killed, though nobody has taken note of its end',
    async () => {
      const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
      try {
        const [printed] = await once(parent.stdout, 'data');
        const pid = Number(printed);
        const state = () => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '')[0];
        while (state() !== 'Z') await sleep(5);
        writeServerFile(folder, { ...server, pid });
        expect(findServer(folder)).toBeNull();
      } finally {
        parent.kill('SIGKILL');
      }
    },
  );

  it('of an earlier version is not taken for the init of a container, nor for oneself', () => {
    writeFileSync(file, '{"pid":1,"url":"http://127.0.0.1:8699","startedAt":"x"}');
    expect(findServer(folder)).toBeNull();
    writeFileSync(file, JSON.stringify({ ...server, pid: process.pid }));
    expect(findServer(folder)).toBeNull();
  });

  it('is removed by its writer only', () => {
    writeServerFile(folder, server);
    removeServerFile(folder);
    expect(findServer(folder)).toEqual(server);
    writeServerFile(folder, { ...server, pid: process.pid });
    removeServerFile(folder);
    expect(findServer(folder)).toBeNull();
  });
});
