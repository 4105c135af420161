import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Target } from '@flightdeck/grafana';

/** docs/grafana.md, whose steps somebody follows. */
export const STEPS = readFileSync(fileURLToPath(new URL('../../docs/grafana.md', import.meta.url)), 'utf8');

/** Follows the step that writes the provisioning folder, as it stands there, in a folder; gives the one that was written. */
export function followSteps(folder: string): string {
  const [, args = ''] = /^ {3}npx flightdeck (grafana --out \.\/grafana .*)$/m.exec(STEPS) ?? [];
  const command = join(process.env.TEST_CHILDREN ?? '', 'main.js');
  const { status, stderr } = spawnSync(process.execPath, [command, ...args.split(' ')], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    encoding: 'utf8',
  });
  if (status !== 0 || stderr !== '') throw new Error(`flightdeck ${args} ended with ${status}: ${stderr}`);
  return join(folder, 'grafana');
}

interface DrawnPanel {
  readonly title?: string;
  readonly targets?: readonly Target[];
  readonly panels?: readonly DrawnPanel[];
}

/** Title and queries of each panel of a dashboard file that asks something, those of closed rows too. */
export function askingPanels(file: string): readonly { readonly title: string; readonly targets: readonly Target[] }[] {
  const flat = (panels: readonly DrawnPanel[]): readonly DrawnPanel[] =>
    panels.flatMap((panel) => [panel, ...flat(panel.panels ?? [])]);
  const { panels } = JSON.parse(readFileSync(file, 'utf8')) as { readonly panels: readonly DrawnPanel[] };
  return flat(panels)
    .map(({ title = '', targets = [] }) => ({ title, targets: targets.filter(({ type }) => type === 'json') }))
    .filter(({ targets }) => targets.length > 0);
}
