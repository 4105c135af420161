import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFakeTerminal } from './test-support.ts';

const terminal = createFakeTerminal();
afterAll(() => terminal.remove());

describe('flightdeck grafana', () => {
  it('writes a folder to mount, without any data being there', async () => {
    const out = join(terminal.folder, 'grafana');
    const { code, out: said } = await terminal.run('grafana', '--out', out, '--url', 'https://flightdeck.example/');
    expect({ code, said }).toEqual({ code: 0, said: `6 files in ${out}. Mount it as /etc/grafana/provisioning.\n` });
    const source = readFileSync(join(out, 'datasources', 'flightdeck.yaml'), 'utf8');
    expect(source).toContain('url: "https://flightdeck.example"');
    expect(existsSync(join(out, 'dashboards', 'flightdeck', 'flightdeck-usage.json'))).toBe(true);
  });

  it('needs a folder, a known data source and an address without a password', async () => {
    expect((await terminal.run('grafana')).code).toBe(2);
    expect((await terminal.run('grafana', '--out', 'x', '--flavour', 'prometheus')).code).toBe(2);
    expect((await terminal.run('grafana', '--out', 'x', '--url', 'http://a:b@host')).code).toBe(2);
  });
});
