import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
