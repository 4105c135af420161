import { CLUSTERS } from './clusters.ts';
import { CRASHES } from './crashes.ts';
import { FILES } from './files.ts';
import type { KnownFault } from './known-fault.ts';
import { UPSTREAM } from './upstream.ts';

/** Every kind of fault that Flightdeck has to withstand, by id. */
export const KNOWN_FAULTS: readonly KnownFault[] = [...CRASHES, ...FILES, ...UPSTREAM, ...CLUSTERS];
