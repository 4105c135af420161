import type { Me } from './me.ts';

/** Rights by the role that has them, as much as tests of pages need. */
const HELD: ReadonlyMap<string, readonly Me['roles'][number]['role'][]> = new Map(
  Object.entries({
    know_oneself: ['self', 'viewer', 'analyst', 'auditor', 'admin'],
    see_sessions: ['self', 'viewer', 'analyst', 'auditor', 'admin'],
    end_sessions: ['self', 'viewer', 'analyst', 'auditor', 'admin'],
    know: ['self', 'viewer', 'analyst', 'auditor', 'admin'],
    read_own: ['self', 'viewer', 'analyst'],
    read_aggregates: ['viewer', 'analyst', 'auditor'],
    read_people: ['analyst'],
    read_status: ['self', 'viewer', 'analyst', 'auditor', 'admin'],
    read_ledger: ['analyst', 'auditor', 'admin'],
    read_changes: ['analyst', 'auditor'],
    run_sync: ['admin'],
    sign_off: ['analyst'],
    hand_over_file: ['analyst'],
    make_tokens: ['viewer', 'analyst', 'auditor', 'admin'],
    read_audit: ['auditor'],
    administer: ['admin'],
  } as const),
);

/** Who a test takes the reader for: somebody signed in with these roles for everything. */
export const meWith = (roles: readonly Me['roles'][number]['role'][], more: Partial<Me> = {}): Me => ({
  kind: 'person',
  id: '["https://id.example.com","17"]',
  name: 'Ada Meyer',
  roles: roles.map((role) => ({ role, of: '*' })),
  rights: [...HELD].map(([right, having]) => ({
    right: right as Me['rights'][number]['right'],
    says: right.replaceAll('_', ' '),
    span: right.endsWith('sessions') || having.some((role) => roles.includes(role)) ? 'everything' : null,
    roles: having,
  })),
  signIn: 'oidc',
  session: true,
  ...more,
});

/** Whoever started it, on this machine. */
export const meLocal: Me = meWith(['self', 'viewer', 'analyst', 'auditor', 'admin'], {
  kind: 'local',
  id: 'local',
  name: 'local',
  signIn: 'none',
  session: false,
});
