import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFakeTerminal } from '../testing.ts';

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

  it('sends no token on loopback, FLIGHTDECK_TOKEN elsewhere, and says that Grafana needs it', async () => {
    const out = join(terminal.folder, 'tokens');
    const source = () => readFileSync(join(out, 'datasources', 'flightdeck.yaml'), 'utf8');
    const onLoopback = await terminal.run('grafana', '--out', out, '--url', 'http://127.0.0.1:8080');
    expect(onLoopback.err).toBe('');
    expect(source()).toContain('auth_method: "none"');
    expect(source()).not.toContain('Token');
    const elsewhere = await terminal.run('grafana', '--out', out, '--url', 'https://flightdeck.example');
    expect(elsewhere.err).toContain('Grafana needs FLIGHTDECK_TOKEN in its environment');
    expect(source()).toContain('bearerToken: "$FLIGHTDECK_TOKEN"');
    const withFile = await terminal.run('grafana', '--out', out, '--token-file', '/run/secrets/flightdeck');
    expect(withFile).toMatchObject({ code: 0, err: '' });
    expect(source()).toContain('bearerToken: "$__file{/run/secrets/flightdeck}"');
    await terminal.run('grafana', '--out', out, '--url', 'https://flightdeck.example', '--auth', 'none');
    expect(source()).toContain('auth_method: "none"');
  });

  it('has a board and rules for its own health where a data source for Prometheus is named', async () => {
    const out = join(terminal.folder, 'own');
    const { out: said } = await terminal.run('grafana', '--out', out, '--prometheus', 'mimir-1');
    expect(said).toBe(`9 files in ${out}. Mount it as /etc/grafana/provisioning.\n`);
    const rules = readFileSync(join(out, 'alerting', 'flightdeck-own-health.yaml'), 'utf8');
    expect(rules).toContain('datasourceUid: "mimir-1"');
    expect(existsSync(join(out, 'dashboards', 'flightdeck', 'flightdeck-own-health.json'))).toBe(true);
    expect((await terminal.run('grafana', '--out', out, '--prometheus', '"x')).code).toBe(2);
  });

  it('draws the acceptance rate to reach that the settings have', async () => {
    const out = join(terminal.folder, 'settings');
    const board = () => readFileSync(join(out, 'dashboards', 'flightdeck', 'flightdeck-usage.json'), 'utf8');
    const write = (env: Readonly<Record<string, string>>, flavour: string) =>
      terminal.runWith({ env }, 'grafana', '--out', out, '--flavour', flavour, '--url', 'http://localhost:8080');
    const targets = () => [...board().matchAll(/"value": (0\.\d+)/g)].map(([, value]) => value);
    await write({}, 'opensearch');
    expect(new Set(targets())).toEqual(new Set(['0.2']));
    for (const flavour of ['opensearch', 'infinity']) {
      await write({ ACCEPTANCE_TARGET: '35%' }, flavour);
      expect(new Set(targets()), flavour).toEqual(new Set(['0.35']));
      await write({ ACCEPTANCE_TARGET: 'off' }, flavour);
      expect(targets(), flavour).toEqual([]);
    }
  });

  it('needs a folder, a known data source and an address without a password', async () => {
    expect((await terminal.run('grafana')).code).toBe(2);
    expect((await terminal.run('grafana', '--out', 'x', '--flavour', 'prometheus')).code).toBe(2);
    expect((await terminal.run('grafana', '--out', 'x', '--url', 'http://a:b@host')).code).toBe(2);
    expect((await terminal.run('grafana', '--out', 'x', '--token-file', 'token')).code).toBe(2);
  });
});
