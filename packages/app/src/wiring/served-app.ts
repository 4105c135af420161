import { setTimeout as sleep } from 'node:timers/promises';
import { renewDemo } from '../demo/demo.ts';
import type { Config } from '../settings/config.ts';
import type { App } from './app.ts';
import type { AppEffects } from './effects.ts';
import { chooseHome } from './home.ts';
import { openApp } from './open-app.ts';
import { requireStartable } from './requirements.ts';

/** Time that running requests get to end before the app they use is closed. */
const GRACE_MS = 10_000;
const LOOK_MS = 50;

/**
 * The app of a server: your own data or the demo, switched without a restart as soon as the settings say so. Callers always reach
 * the one that is shown now.
 * @throws as `requireStartable` and `openApp`.
 */
export async function openServedApp(config: Config, effects: AppEffects): Promise<App> {
  const inside = new Map<App, number>();
  const leaving = new Set<Promise<void>>();
  let isScheduled = false;
  const open = (next: Config): Promise<App> => {
    requireStartable(next);
    const home = chooseHome(next);
    if (home.demo) renewDemo(home, next.demo, effects.now());
    return openApp(next, home, { ...effects, replace });
  };
  const replace = async (next: Config): Promise<void> => {
    const old = current;
    current = await open(next);
    effects.log.info({ demo: current.demo }, current.demo ? 'the demo is shown' : 'own data are shown');
    if (isScheduled) current.startScheduler();
    const gone = closeWhenLeft(old).catch((error: unknown) => effects.log.error({ err: error }, 'not closed'));
    leaving.add(gone);
    void gone.finally(() => leaving.delete(gone));
  };
  const closeWhenLeft = async (old: App): Promise<void> => {
    for (let waited = 0; (inside.get(old) ?? 0) > 0 && waited < GRACE_MS; waited += LOOK_MS) await sleep(LOOK_MS);
    await old.close();
  };
  let current = await open(config);
  const own: Partial<App> = {
    attend() {
      const app = current;
      const leave = app.attend();
      inside.set(app, (inside.get(app) ?? 0) + 1);
      return () => {
        leave();
        inside.set(app, (inside.get(app) ?? 1) - 1);
      };
    },
    startScheduler() {
      isScheduled = true;
      current.startScheduler();
    },
    async close() {
      await Promise.all([current.close(), ...leaving]);
    },
  };
  return new Proxy(current, { get: (_, name) => Reflect.get(name in own ? own : current, name) });
}
