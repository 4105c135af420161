import type { Command } from '../command.ts';
import { configCommand } from './config.ts';
import { doctorCommand } from './doctor.ts';
import { metricsCommand } from './metrics.ts';
import { queryCommand } from './query.ts';
import { simulateCommand } from './simulate.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status.ts';
import { syncCommand } from './sync.ts';

/** Every verb, in the order of the help. */
export const COMMANDS: readonly Command[] = Object.freeze([
  startCommand,
  syncCommand,
  queryCommand,
  statusCommand,
  doctorCommand,
  metricsCommand,
  simulateCommand,
  configCommand,
]);
