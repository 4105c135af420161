#!/usr/bin/env node
// Runs what was built; in a checkout that was not, the sources.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(new URL('../dist/.built', import.meta.url)) && existsSync(built)) {
  await import(built.href);
} else {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const execArgv = ['--import', import.meta.resolve('tsx'), '--conditions=flightdeck-source'];
  const child = spawn(process.execPath, [...execArgv, main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal interrupts both processes; passed on, it would count as the second interrupt.
  process.on('SIGINT', () => {});
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}
