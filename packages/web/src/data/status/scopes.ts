import { DEFAULT_HOST, type ReportKind } from '@flightdeck/catalog';
import type { MetricQueryInput } from '@flightdeck/query';
import * as words from '../../text/data.ts';
import { isLoaded } from './spans.ts';
import type { Status } from './status.ts';

/** An entry of the scope chip. `value` stands in the URL; empty: what is answered when nothing is chosen. */
export interface ScopeChoice {
  readonly value: string;
  readonly label: string;
  readonly aside: string;
}

type Scope = Status['scopes'][number];
type Known = Pick<Status, 'scopes'> & Partial<Pick<Status, 'spans'>>;

/** What a page is about that nothing was chosen for: people. */
const PEOPLE = 'users-1-day';

/**
 * True when of some scopes the organizations are meant as a whole: there is no enterprise, or only organizations have rows of
 * people, as after moving in from a dashboard that knew an enterprise's seats.
 */
function meansOrganizations({ spans = [] }: Partial<Pick<Status, 'spans'>>, scopes: readonly Scope[]): boolean {
  const hasPeople = (kind: Scope['kind']): boolean =>
    scopes.some(
      (own) =>
        own.kind === kind && spans.some((span) => span.scope === own.scope && span.report === PEOPLE && isLoaded(span)),
    );
  const hasEnterprise = scopes.some(({ kind }) => kind === 'enterprise');
  return !hasEnterprise || (!hasPeople('enterprise') && hasPeople('org'));
}

/** Hosts of GitHub that scopes lie on, the one answered for when none is named first. */
export function hostsOf({ scopes }: Pick<Status, 'scopes'>): readonly string[] {
  const hosts = [...new Set(scopes.map(({ host }) => host))];
  return hosts.sort((a, b) => Number(b === DEFAULT_HOST) - Number(a === DEFAULT_HOST) || (a < b ? -1 : 1));
}

/** The scopes a view's choice means: one, all of a host (`@api.big.ghe.com`), or all of the first host. */
export function scopesOf(status: Known, chosen: string | null): readonly Scope[] {
  const one = status.scopes.filter(({ scope }) => scope === chosen);
  if (one.length > 0) return one;
  const hosts = hostsOf(status);
  const host = hosts.find((name) => `@${name}` === chosen) ?? hosts[0];
  return status.scopes.filter((scope) => scope.host === host);
}

/** The conditions a view's choice puts on every query; none for the first host as a whole. */
export function scopeWhere(status: Known, chosen: string | null): NonNullable<MetricQueryInput['where']> {
  const scopes = scopesOf(status, chosen);
  const [one] = scopes;
  const isOne = one?.scope === chosen;
  const isOrganizations = isOne ? one?.kind === 'org' : meansOrganizations(status, scopes);
  const dimension = isOrganizations ? 'organization' : 'enterprise';
  if (isOne) return [{ dimension, is: 'in', values: [one?.label ?? ''] }];
  // By itself a question is about the enterprise where it can be; a page is about one kind of scope throughout.
  const isAgainstDefault = isOrganizations && scopes.some(({ kind }) => kind === 'enterprise');
  return one && (chosen === `@${one.host}` || isAgainstDefault)
    ? [{ dimension, is: 'in', values: [`@${one.host}`] }]
    : [];
}

/**
 * What the scope chip offers: every scope, and all of a host where there are several of them. `isOfAll`: the page shows
 * all hosts side by side as long as none is chosen, because it adds nothing up.
 */
export function scopeChoices(status: Known, isOfAll = false): readonly ScopeChoice[] {
  const hosts = hostsOf(status);
  const isSeveral = hosts.length > 1;
  const choices = hosts.flatMap((host, index) => {
    const scopes = status.scopes.filter((scope) => scope.host === host);
    const value = index === 0 && !(isSeveral && isOfAll) ? '' : `@${host}`;
    const single = scopes.map(({ scope, label, kind }) => ({
      value: scope,
      label: label.replace('@api.', '@'),
      aside: kind === 'org' ? words.organization : words.enterprise,
    }));
    return status.scopes.length > 1 ? [allOf(status, value, scopes, isSeveral), ...single] : single;
  });
  return isSeveral && isOfAll ? [{ value: '', label: words.allHosts, aside: '' }, ...choices] : choices;
}

function allOf(status: Known, value: string, scopes: readonly Scope[], isSeveral: boolean): ScopeChoice {
  if (isSeveral)
    return { value, label: words.allOfHost({ host: scopes[0]?.host.replace(/^api\./, '') ?? '' }), aside: words.host };
  const label = meansOrganizations(status, scopes) ? words.allOrganizations : words.allOfEnterprise;
  return { value, label, aside: words.eachOnce };
}

/** Reports of which some day has rows, of the scopes a choice means. */
export function loadedReports(
  status: Pick<Status, 'scopes' | 'spans'>,
  chosen: string | null,
): ReadonlySet<ReportKind> {
  const scopes = new Set(scopesOf(status, chosen).map(({ scope }) => scope));
  return new Set(status.spans.filter((span) => isLoaded(span) && scopes.has(span.scope)).map(({ report }) => report));
}
