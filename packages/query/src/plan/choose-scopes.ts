import {
  DEFAULT_HOST,
  findDimension,
  InputError,
  parseScope,
  type ReportKind,
  type Scope,
  scopeLabel,
  toApiHost,
} from '@flightdeck/catalog';
import type { Note } from '../evaluate/result.ts';
import type { MetricQuery } from '../request/metric-query.ts';
import { nearest } from '../request/nearest.ts';
import type { Filter } from '../scan.ts';

/** Scope keys to scan, in order, all of one kind on one host, and the note on the choice. */
export interface ChosenScopes {
  readonly scopes: readonly string[];
  readonly notes: readonly Note[];
}

/** Which reports scopes have loaded days of, and which of them a query is about. */
export interface Loaded {
  readonly reports: readonly ReportKind[];
  /** True when the scope has days of the report. */
  readonly has: (scope: string, report: ReportKind) => boolean;
}

/** A scope that has data. */
interface Candidate {
  readonly key: string;
  readonly scope: Scope;
}

/**
 * The scopes a query is about. Filters name them by label (`acme`, `acme@api.big.ghe.com`) or all of a host (`@api.big.ghe.com`).
 * Enterprises and organizations are never mixed, because GitHub credits people to every organization they belong to, nor
 * are hosts, because the same id is another person on another host. Without a filter, the enterprise answers, unless
 * the organizations have more of the reports the query is about, or as many and only they have people.
 * @throws InputError `unknown_scope`, `mixed_scopes`, `mixed_hosts`.
 */
export function chooseScopes(query: MetricQuery, available: readonly string[], loaded?: Loaded): ChosenScopes {
  const filters = query.where.filter((filter) => isScope(filter.dimension));
  const [dimension] = askedDimensions(query, filters);
  const all = available.map((key): Candidate => ({ key, scope: parseScope(key) }));
  const named = dimension === undefined ? all : applyFilters(all.filter(isOf(dimension)), filters);
  const host = chooseHost(named, filters, dimension);
  const onHost = named.filter(({ scope }) => scope.host === host.host);
  const kind = dimension ?? chooseKind(onHost, loaded);
  const candidates = onHost.filter(isOf(kind));
  return {
    scopes: candidates.map(({ key }) => key).sort(),
    notes: [
      ...(all.length === 0 ? [NOTHING_NOTE] : []),
      ...(all.length > 0 && dimension !== undefined && !all.some(isOf(dimension)) ? [NONE_OF_KIND[dimension]] : []),
      ...host.notes,
      ...(candidates.length < onHost.length ? [kind === 'enterprise' ? ENTERPRISE_NOTE : ORGANIZATIONS_NOTE] : []),
    ],
  };
}

type ScopeDimension = 'organization' | 'enterprise';

const ENTERPRISE_NOTE: Note = {
  code: 'scope_default',
  metric: null,
  message: 'Answered for the enterprise, where people are counted once; filter by organization for their own figures.',
};

const ORGANIZATIONS_NOTE: Note = {
  code: 'scope_default',
  metric: null,
  message:
    'Answered for the organizations, because they have data the enterprise lacks; filter by enterprise for its own figures.',
};

const NOTHING_NOTE: Note = {
  code: 'no_data',
  metric: null,
  message: 'Nothing is loaded yet; the status shows what was tried.',
};

/** The note where all loaded scopes are of the other kind. */
const NONE_OF_KIND: Readonly<Record<ScopeDimension, Note>> = {
  organization: {
    code: 'no_scope',
    metric: null,
    message:
      "No organization has data here: an enterprise's reports count for the enterprise. Ask by enterprise, or sync or import the reports of its organizations.",
  },
  enterprise: {
    code: 'no_scope',
    metric: null,
    message: 'No enterprise has data here. Ask by organization, or sync or import the reports of the enterprise.',
  },
};

function isScope(dimension: string): dimension is ScopeDimension {
  return findDimension(dimension)?.kind === 'scope';
}

function isOf(dimension: ScopeDimension): (candidate: Candidate) => boolean {
  return ({ scope }) => (scope.kind === 'org') === (dimension === 'organization');
}

/** Rows of people decide where the reports of a query do not. */
const PEOPLE: ReportKind = 'users-1-day';

/**
 * Enterprises, where there are any and they have no fewer of the reports than the organizations. Where both have as many,
 * the organizations if only they have people, so that all questions of a page or board are about the same scopes.
 */
function chooseKind(onHost: readonly Candidate[], loaded: Loaded | undefined): ScopeDimension {
  const enterprises = onHost.filter(isOf('enterprise'));
  const organizations = onHost.filter(isOf('organization'));
  if (enterprises.length === 0) return 'organization';
  const hasAny = (candidates: readonly Candidate[], report: ReportKind): boolean =>
    candidates.some(({ key }) => loaded?.has(key, report) ?? false);
  const countOf = (candidates: readonly Candidate[]): number =>
    loaded?.reports.filter((report) => hasAny(candidates, report)).length ?? 0;
  const [ofEnterprises, ofOrganizations] = [countOf(enterprises), countOf(organizations)];
  if (ofEnterprises !== ofOrganizations) return ofEnterprises < ofOrganizations ? 'organization' : 'enterprise';
  const isOfPeople = ofOrganizations > 0 && !hasAny(enterprises, PEOPLE) && hasAny(organizations, PEOPLE);
  return isOfPeople ? 'organization' : 'enterprise';
}

/** The one scope dimension that is filtered or grouped by, if any. @throws InputError `mixed_scopes`. */
function askedDimensions({ by }: MetricQuery, filters: readonly Filter[]): readonly ScopeDimension[] {
  const asked = new Set([...filters.map(({ dimension }) => dimension), ...by].filter(isScope));
  if (asked.size <= 1) return [...asked];
  throw new InputError('Enterprise and organization figures are never mixed.', {
    code: 'mixed_scopes',
    hint: 'GitHub credits people to every organization they belong to, so organizations do not add up to the enterprise. Ask for each in its own query.',
  });
}

function applyFilters(candidates: readonly Candidate[], filters: readonly Filter[]): readonly Candidate[] {
  return filters.reduce((left, filter) => {
    const wanted = new Set(filter.values.map(toCanonical));
    for (const value of wanted) requireKnown(value, filter.dimension, left);
    return left.filter(({ scope }) => namesOf(scope).some((name) => wanted.has(name)) === (filter.is === 'in'));
  }, candidates);
}

/** What a filter may call a scope. */
function namesOf(scope: Scope): readonly string[] {
  return [scopeLabel(scope), `${scope.slug}@${scope.host}`, `@${scope.host}`];
}

function toCanonical(value: string): string {
  const text = value.trim().toLowerCase();
  const at = text.indexOf('@');
  return at < 0 ? text : `${text.slice(0, at)}@${toApiHost(text.slice(at + 1))}`;
}

function requireKnown(value: string, dimension: string, candidates: readonly Candidate[]): void {
  if (candidates.some(({ scope }) => namesOf(scope).includes(value))) return;
  const labels = candidates.map(({ scope }) => scopeLabel(scope));
  const near = labels.find((label) => label.startsWith(`${value}@`)) ?? nearest(value, labels);
  throw new InputError(`There is no data for ${dimension} "${value}".`, {
    code: 'unknown_scope',
    hint: near
      ? `Did you mean "${near}"?`
      : labels.length > 0
        ? `There is data for: ${labels.join(', ')}.`
        : 'Nothing has been synced or imported for it yet.',
  });
}

/** The host of the scopes named; where none is, github.com or else the first by name. @throws InputError `mixed_hosts`. */
function chooseHost(
  named: readonly Candidate[],
  filters: readonly Filter[],
  dimension: ScopeDimension | undefined,
): { readonly host: string | undefined; readonly notes: readonly Note[] } {
  const hosts = [...new Set(named.map(({ scope }) => scope.host))].sort();
  if (hosts.length <= 1) return { host: hosts[0], notes: [] };
  const filterOf = (host: string): string => {
    const isEnterprise = named.some((candidate) => candidate.scope.host === host && isOf('enterprise')(candidate));
    return `${dimension ?? (isEnterprise ? 'enterprise' : 'organization')}=@${host}`;
  };
  if (filters.some(({ is }) => is === 'in')) {
    throw new InputError('Figures of several hosts of GitHub are never mixed.', {
      code: 'mixed_hosts',
      hint: `On another host, the same id is a different person. Ask once per host: ${hosts.map(filterOf).join(', then ')}.`,
    });
  }
  const host = hosts.includes(DEFAULT_HOST) ? DEFAULT_HOST : hosts[0];
  const others = hosts.filter((other) => other !== host).map(filterOf);
  const message = `Answered for ${host} only: on another host, the same id is a different person. For others filter by ${others.join(' or ')}.`;
  return { host, notes: [{ code: 'host_default', metric: null, message }] };
}
