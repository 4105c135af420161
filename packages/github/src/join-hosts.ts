import { InputError, type Scope } from '@flightdeck/catalog';
import type { Github } from './github.ts';
import type { RateLimit } from './http/limits/rate-limit.ts';

/** What one asks of GitHub about scopes, whichever hosts they lie on. */
export interface JoinedGithub extends Omit<Github, 'download' | 'rateLimit' | 'foundScopes'> {
  rateLimit(scope: Scope): Promise<RateLimit>;
}

/**
 * One client a host: what is asked about a scope goes to the client of its host and to no other, so that no token ever
 * reaches a host it was not given for. A question about another host is refused with InputError `unknown_host`.
 */
export function joinHosts(clients: ReadonlyMap<string, Github>): JoinedGithub {
  const clientOf = async (scope: Scope): Promise<Github> => {
    const client = clients.get(scope.host);
    if (client) return client;
    throw new InputError(`There is no client for ${scope.host}.`, {
      code: 'unknown_host',
      hint: 'Configure credentials for that host.',
    });
  };
  return {
    report: async (scope, kind, day) => (await clientOf(scope)).report(scope, kind, day),
    fetchReport: async (scope, kind, day, onShard) => (await clientOf(scope)).fetchReport(scope, kind, day, onShard),
    teams: async (scope) => (await clientOf(scope)).teams(scope),
    teamMembers: async (scope, teamSlug) => (await clientOf(scope)).teamMembers(scope, teamSlug),
    members: async (scope) => (await clientOf(scope)).members(scope),
    seats: async (scope) => (await clientOf(scope)).seats(scope),
    async *seatPages(scope) {
      yield* (await clientOf(scope)).seatPages(scope);
    },
    billing: async (scope) => (await clientOf(scope)).billing(scope),
    billingSummary: async (scope) => (await clientOf(scope)).billingSummary(scope),
    rateLimit: async (scope) => (await clientOf(scope)).rateLimit(scope),
    checkAccess: async (scope) => (await clientOf(scope)).checkAccess(scope),
    exists: async (scope) => (await clientOf(scope)).exists(scope),
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}
