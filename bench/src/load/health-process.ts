import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.ts';

// Asks for the server's health ten times a second until it is sent a message; then says how long each answer took.
const url = process.argv[2] ?? '';
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const took: number[] = [];
let failures = 0;
process.on('message', () => {
  process.send?.({ took, failures });
  process.disconnect();
  process.exit(0);
});
for (;;) {
  const answer = await ask(`${url}/healthz`, { agent, localAddress: '127.0.0.9' });
  if (answer.status === 200) took.push(answer.ms);
  else failures += 1;
  await sleep(100);
}
