// A process of its own, so that making up records never keeps the server from answering.
import { createOrganization, startSimulator } from '@flightdeck/simulator';

/** What the demo's organization is made from; the same for as long as the demo lives. */
export interface DemoSeed {
  readonly seed: number;
  readonly people: number;
  readonly days: number;
  readonly lastDay: string;
}

const seed: DemoSeed = JSON.parse(process.argv[2] ?? '{}');
const simulator = await startSimulator(createOrganization({ ...seed, organizations: 2 }), {
  now: () => new Date(),
  shardsPerReport: 1,
  rateLimit: 1_000_000,
});
process.on('message', ({ now }: { readonly now: string | null }) => {
  simulator.clock.set(now === null ? new Date() : new Date(now));
  process.send?.({ now });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: simulator.url });
