import type { Config } from '../../settings/config.ts';
import type { AppEffects } from '../effects.ts';
import { readVersion } from '../version.ts';
import { NO_TRACER, type Tracer } from './tracer.ts';

/** The tracer that the settings ask for. Unless they name a collector nothing of it is loaded and nothing is sent. */
export async function openTracer({ traces }: Pick<Config, 'traces'>, log: AppEffects['log']): Promise<Tracer> {
  if (traces === null) return NO_TRACER;
  const { createOtlpTracer } = await import('./otlp-tracer.ts');
  return createOtlpTracer({ ...traces, version: readVersion(), log });
}
