import { DEFAULT_HOST } from '@flightdeck/catalog';
import type { MetricQueryInput } from '@flightdeck/query';
import type { Status } from './status.ts';

/** An entry of the scope chip. `value` stands in the URL; empty: what is answered when nothing is chosen. */
export interface ScopeChoice {
  readonly value: string;
  readonly label: string;
  readonly aside: string;
}

type Scope = Status['scopes'][number];

/** Hosts of GitHub that scopes lie on, the one answered for when none is named first. */
export function hostsOf({ scopes }: Pick<Status, 'scopes'>): readonly string[] {
  const hosts = [...new Set(scopes.map(({ host }) => host))];
  return hosts.sort((a, b) => Number(b === DEFAULT_HOST) - Number(a === DEFAULT_HOST) || (a < b ? -1 : 1));
}

/** The scopes a view's choice means: one, all of a host (`@api.big.ghe.com`), or all of the first host. */
export function scopesOf(status: Pick<Status, 'scopes'>, chosen: string | null): readonly Scope[] {
  const one = status.scopes.filter(({ scope }) => scope === chosen);
  if (one.length > 0) return one;
  const hosts = hostsOf(status);
  const host = hosts.find((name) => `@${name}` === chosen) ?? hosts[0];
  return status.scopes.filter((scope) => scope.host === host);
}

/** The conditions a view's choice puts on every query; none for the first host as a whole. */
export function scopeWhere(
  status: Pick<Status, 'scopes'>,
  chosen: string | null,
): NonNullable<MetricQueryInput['where']> {
  const scopes = scopesOf(status, chosen);
  const [one] = scopes;
  const isEnterprise = scopes.some(({ kind }) => kind === 'enterprise');
  const dimension = isEnterprise ? 'enterprise' : 'organization';
  if (one?.scope === chosen) return [{ dimension, is: 'in', values: [one?.label ?? ''] }];
  return one && chosen === `@${one.host}` ? [{ dimension, is: 'in', values: [chosen] }] : [];
}

/**
 * What the scope chip offers: every scope, and all of a host where there are several of them. `isOfAll`: the page shows
 * all hosts side by side as long as none is chosen, because it adds nothing up.
 */
export function scopeChoices(status: Pick<Status, 'scopes'>, isOfAll = false): readonly ScopeChoice[] {
  const hosts = hostsOf(status);
  const isSeveral = hosts.length > 1;
  const choices = hosts.flatMap((host, index) => {
    const scopes = status.scopes.filter((scope) => scope.host === host);
    const value = index === 0 && !(isSeveral && isOfAll) ? '' : `@${host}`;
    const single = scopes.map(({ scope, label, kind }) => ({
      value: scope,
      label: label.replace('@api.', '@'),
      aside: kind === 'org' ? 'organization' : 'enterprise',
    }));
    return status.scopes.length > 1 ? [allOf(value, scopes, isSeveral), ...single] : single;
  });
  return isSeveral && isOfAll ? [{ value: '', label: 'All hosts', aside: '' }, ...choices] : choices;
}

function allOf(value: string, scopes: readonly Scope[], isSeveral: boolean): ScopeChoice {
  if (isSeveral) return { value, label: `All of ${scopes[0]?.host.replace(/^api\./, '')}`, aside: 'host' };
  const isEnterprise = scopes.some(({ kind }) => kind === 'enterprise');
  return { value, label: isEnterprise ? 'All of the enterprise' : 'All organizations', aside: 'each person once' };
}
