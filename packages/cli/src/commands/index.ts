import type { Command } from '../command.ts';
import { accountsCommand } from './accounts.ts';
import { auditCommand } from './audit.ts';
import { backupCommand } from './backup.ts';
import { configCommand } from './config.ts';
import { doctorCommand } from './doctor.ts';
import { grafanaCommand } from './grafana.ts';
import { importCommand } from './import.ts';
import { metricsCommand } from './metrics.ts';
import { migrateCommand } from './migrate.ts';
import { queryCommand } from './query.ts';
import { rebuildCommand } from './rebuild.ts';
import { reconcileCommand } from './reconcile.ts';
import { restatementsCommand } from './restatements.ts';
import { restoreCommand } from './restore.ts';
import { simulateCommand } from './simulate.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status.ts';
import { syncCommand } from './sync.ts';
import { tokenCommand } from './token.ts';
import { verifyCommand } from './verify.ts';

/** Every verb, in the order of the help. */
export const COMMANDS: readonly Command[] = Object.freeze([
  startCommand,
  syncCommand,
  importCommand,
  queryCommand,
  reconcileCommand,
  statusCommand,
  restatementsCommand,
  doctorCommand,
  metricsCommand,
  grafanaCommand,
  verifyCommand,
  auditCommand,
  accountsCommand,
  tokenCommand,
  backupCommand,
  restoreCommand,
  migrateCommand,
  rebuildCommand,
  simulateCommand,
  configCommand,
]);
