#!/usr/bin/env node
// The command as it is published. An older Node would end in an error that says nothing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  await import('../dist/node/flightdeck.js');
} else {
  console.error(`Flightdeck needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exitCode = 2;
}
