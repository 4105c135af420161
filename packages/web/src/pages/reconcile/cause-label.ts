import { findCause } from '@flightdeck/catalog';

/** Name of a cause for people. */
export const causeLabel = (name: string): string => findCause(name)?.label ?? name;
