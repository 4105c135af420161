import type { Scope } from '@flightdeck/catalog';

/** What a call reads, which decides the right it needs. */
export type Subject = 'reports' | 'teams' | 'members' | 'seats' | 'rate limit' | 'own scopes';

/** What was being asked when a call failed. */
export interface Asked {
  readonly kind: Scope['kind'];
  readonly subject: Subject;
}

/** The thing read, in words, and the right that opens it. */
export interface Need {
  readonly what: string;
  readonly right: string;
}

/** @source github/docs REST reference and OpenAPI description of the calls, autumn 2026. */
const NEEDS: Readonly<Record<Scope['kind'], Readonly<Record<Subject, Need>>>> = Object.freeze({
  org: {
    reports: {
      what: 'Copilot usage metrics of the organization',
      right:
        'A classic token needs the scope read:org and an owner (or a role with "View Organization Copilot Metrics"); a fine-grained token or GitHub App needs the permission "Organization Copilot metrics": read.',
    },
    teams: {
      what: 'teams of the organization',
      right:
        'A classic token needs read:org; a fine-grained token or GitHub App needs the organization permission "Members": read.',
    },
    members: {
      what: 'members of the organization',
      right:
        'A classic token needs read:org; a fine-grained token or GitHub App needs the organization permission "Members": read.',
    },
    seats: {
      what: 'Copilot seats of the organization',
      right:
        'A classic token needs manage_billing:copilot or read:org and an owner; a fine-grained token or GitHub App needs "GitHub Copilot Business": read or "Administration": read.',
    },
    'rate limit': { what: 'the rate limit', right: 'Any valid token may read it.' },
    'own scopes': { what: 'the organizations of the token', right: 'A classic token needs read:org.' },
  },
  enterprise: {
    reports: {
      what: 'Copilot usage metrics of the enterprise',
      right:
        'A classic token needs manage_billing:copilot or read:enterprise and an owner or billing manager (or a role with "View Enterprise Copilot Metrics"); a fine-grained token or GitHub App needs "Enterprise Copilot metrics": read.',
    },
    teams: {
      what: 'teams of the enterprise',
      right:
        'A classic token needs read:enterprise; a fine-grained token or GitHub App needs "Enterprise teams": read.',
    },
    members: {
      what: 'people of the enterprise',
      right: 'Use a classic token of an enterprise owner with the scope read:enterprise.',
    },
    seats: {
      what: 'Copilot seats of the enterprise',
      right: 'Use a classic token of an enterprise owner with the scope manage_billing:copilot or read:enterprise.',
    },
    'rate limit': { what: 'the rate limit', right: 'Any valid token may read it.' },
    'own scopes': { what: 'the enterprises of the token', right: 'A classic token needs read:enterprise.' },
  },
});

/** The right a subject needs in a scope. */
export function needOf(kind: Scope['kind'], subject: Subject): Need {
  return NEEDS[kind][subject];
}

/** How to switch on the policy without which GitHub collects no report. */
export function policyFix(kind: Scope['kind']): string {
  return kind === 'enterprise'
    ? 'In the enterprise settings, AI controls → Copilot, set "Copilot usage metrics" to "Enabled everywhere". The first report appears a day or two later.'
    : 'An owner sets "Copilot usage metrics" to enabled: in the enterprise (AI controls → Copilot, "Enabled everywhere") or, outside an enterprise, in the organization\'s Copilot policies. The first report appears a day or two later.';
}

/** Kinds of credentials, which GitHub gives rights in different ways. */
export type CredentialKind = 'classic' | 'fine_grained' | 'app';

/** The name under which GitHub offers a right, for a classic token and for the others; null: those cannot have it. */
type Permission = readonly [classic: string, other: string | null];

/** @source as NEEDS. */
const PERMISSIONS: Readonly<Record<Scope['kind'], Readonly<Partial<Record<Subject, Permission>>>>> = Object.freeze({
  org: {
    reports: ['read:org', 'Organization Copilot metrics: read'],
    teams: ['read:org', 'Members: read'],
    members: ['read:org', 'Members: read'],
    seats: ['manage_billing:copilot', 'GitHub Copilot Business: read'],
  },
  enterprise: {
    reports: ['manage_billing:copilot', 'Enterprise Copilot metrics: read'],
    teams: ['read:enterprise', 'Enterprise teams: read'],
    members: ['read:enterprise', null],
    seats: ['manage_billing:copilot', null],
  },
});

/** The least permission for a subject, as GitHub names it; null if this kind of credential cannot have it, or none is needed. */
export function permissionOf(kind: Scope['kind'], subject: Subject, credential: CredentialKind): string | null {
  const [classic = null, other = null] = PERMISSIONS[kind][subject] ?? [];
  return credential === 'classic' ? classic : other;
}
