import { type Scope, UpstreamError } from '@flightdeck/catalog';
import type { Ask } from '../http/ask.ts';

/**
 * False when GitHub answers 404 for the scope itself. An organization is asked for by name, which anybody may; GitHub has
 * no such call for enterprises, so one is asked for its teams.
 */
export async function scopeExists(ask: Ask, scope: Scope): Promise<boolean> {
  const question =
    scope.kind === 'org'
      ? { scope, subject: 'members' as const, path: '/orgs/{org}' }
      : { scope, subject: 'teams' as const, path: '/enterprises/{enterprise}/teams', parameters: { per_page: 1 } };
  try {
    await ask(question);
    return true;
  } catch (error) {
    if (error instanceof UpstreamError && error.code === 'not_found') return false;
    if (error instanceof UpstreamError && error.code === 'forbidden') return true;
    throw error;
  }
}
