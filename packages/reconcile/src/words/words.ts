import { findDimension, findMetric } from '@flightdeck/catalog';
import type { FeatureSet, Part, ScopeChoice } from '../definition.ts';

const FEATURE_SETS: Readonly<Record<FeatureSet, string>> = {
  all: 'all features',
  completions: 'inline completions only',
  chat: 'chat in editors only',
  agent_edits: 'agent edits only',
  without_completions: 'everything but inline completions',
};

/** A feature set in words. */
export const formatFeatures = (features: FeatureSet): string => FEATURE_SETS[features];

/** `organization acme`, `3 organizations`. */
export function formatScope({ dimension, names }: ScopeChoice): string {
  const found = findDimension(dimension);
  if (names.length !== 1) return `${names.length} ${found?.plural ?? dimension}`;
  return `${found?.label.toLowerCase() ?? dimension} ${names[0]}`;
}

/** A dimension in a sentence: `language`. */
export const formatDimension = (name: string): string => findDimension(name)?.label.toLowerCase() ?? name;

const RULES: Readonly<Record<string, string>> = {
  seated: 'everyone with a seat',
  seat_active: 'everyone whose seat was used in the window',
  measured: 'people with at least one prompt or output',
};

/** Who counts, or what is added up, in words. */
export function formatPart(part: Part): string {
  const name = part.kind === 'people' ? part.rule : part.metric;
  return RULES[name] ?? lowerFirst(findMetric(name)?.definition.replace(/\.$/, '') ?? name);
}

/** `3 Nov 2026, 14:20 UTC`. */
export function formatInstant(instant: string): string {
  const text = new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${text} UTC`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
