import type { Changes, Setting } from '../../../data/settings.ts';

/** Settings of the section that connects GitHub, in its order. */
export const CONNECT = [
  'GITHUB_TOKEN',
  'GITHUB_APP_ID',
  'GITHUB_APP_PRIVATE_KEY',
  'GITHUB_APP_INSTALLATION_ID',
  'FLIGHTDECK_SCOPES',
] as const;
/** Name of one of them. */
export type ConnectName = (typeof CONNECT)[number];

/** What is typed in the section; an empty secret leaves the present one. */
export interface ConnectDraft {
  readonly kind: 'token' | 'app';
  readonly token: string;
  readonly appId: string;
  readonly privateKey: string;
  readonly installationId: string;
  readonly scopes: readonly string[];
}

/** The draft the section begins with. */
export function toDraft(of: Readonly<Record<ConnectName, Setting>>): ConnectDraft {
  return {
    kind: of.GITHUB_APP_ID.isSet ? 'app' : 'token',
    token: '',
    appId: of.GITHUB_APP_ID.value ?? '',
    privateKey: '',
    installationId: of.GITHUB_APP_INSTALLATION_ID.value ?? '',
    scopes: toScopes(of.FLIGHTDECK_SCOPES.value ?? ''),
  };
}

/** Words between commas, each once. */
export const toScopes = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

/** The draft as changes: credentials of the other kind are removed, locked settings left as they are. */
export function toChanges(draft: ConnectDraft, of: Readonly<Record<ConnectName, Setting>>): Changes {
  const { kind, token, appId, privateKey, installationId, scopes } = draft;
  const secret = (typed: string): { readonly kept: true } | string => (typed.trim() === '' ? { kept: true } : typed);
  const wanted: Readonly<Record<ConnectName, string | null | { readonly kept: true }>> = {
    GITHUB_TOKEN: kind === 'token' ? secret(token) : null,
    GITHUB_APP_ID: kind === 'app' ? appId.trim() || null : null,
    GITHUB_APP_PRIVATE_KEY: kind === 'app' ? secret(privateKey) : null,
    GITHUB_APP_INSTALLATION_ID: kind === 'app' ? installationId.trim() || null : null,
    FLIGHTDECK_SCOPES: scopes.length === 0 ? null : scopes.join(','),
  };
  const changes = CONNECT.flatMap((name) => {
    const to = wanted[name];
    const isSame = !of[name].isSet && to === null;
    return of[name].locked || isSame || (typeof to === 'object' && to !== null) ? [] : [[name, to] as const];
  });
  return Object.fromEntries(changes) as Changes;
}
