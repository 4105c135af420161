// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { meWith } from '../../data/session/me-testing.ts';
import type { Token } from '../../data/session/tokens.ts';
import { draw } from '../../testing.tsx';
import { TokensPage } from './TokensPage.tsx';
import { expiryChoices, roleChoices, scopeChoices } from './token-choices.ts';

const TOKEN: Token = {
  id: 'abcdefghijkl',
  name: 'Grafana',
  grants: ['viewer@org:acme'],
  maker: { id: 'eve', name: 'Eve' },
  own: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-02-01T00:00:00.000Z',
  usedAt: null,
  expired: false,
  lost: [],
};

describe('what a token can be', () => {
  const me = {
    roles: [
      { role: 'viewer' as const, of: 'org:acme/team=web' },
      { role: 'viewer' as const, of: 'org:labs' },
      { role: 'analyst' as const, of: '*' },
      { role: 'self' as const, of: '*' },
    ],
  };

  it('is one of the roles one has, of what one has it', () => {
    expect(roleChoices(me)).toEqual(['viewer', 'analyst']);
    expect(scopeChoices(me, 'viewer', ['org:acme'])).toEqual(['org:acme/team=web', 'org:labs']);
    expect(scopeChoices(me, 'analyst', ['org:acme'])).toEqual(['*', 'org:acme']);
    expect(scopeChoices(me, 'admin', ['org:acme'])).toEqual([]);
  });

  it('ends within the longest life allowed', () => {
    expect(expiryChoices(365)).toEqual([7, 30, 90, 180, 365]);
    expect(expiryChoices(60)).toEqual([7, 30, 60]);
    expect(expiryChoices(5)).toEqual([5]);
  });
});

describe('the page of tokens', () => {
  it('makes one that is shown once, with a question to try it with', async () => {
    const asked: unknown[] = [];
    const tokens = (body: unknown) => {
      if (body === null) return { tokens: [], mostDays: 365 };
      asked.push(body);
      return { token: TOKEN, text: 'fd_abcdefghijkl_secret' };
    };
    await draw(<TokensPage />, { '/api/v1/me': () => meWith(['viewer']), '/api/v1/tokens': tokens }, '/tokens');
    await screen.findByText('No token yet');
    fireEvent.click(screen.getByRole('button', { name: 'New token' }));
    fireEvent.change(await screen.findByLabelText('What it is for'), { target: { value: 'Grafana' } });
    fireEvent.click(screen.getByRole('button', { name: 'Make the token' }));
    await screen.findByText('Copy the token now');
    expect(asked).toMatchObject([{ name: 'Grafana', grants: ['viewer@*'] }]);
    expect(screen.getByText('fd_abcdefghijkl_secret')).toBeDefined();
    expect(screen.getByText(/^curl -H/).textContent).toContain('Bearer fd_abcdefghijkl_secret');
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(document.body.textContent).not.toContain('secret');
  });

  it('asks before it revokes one', async () => {
    const revoked: unknown[] = [];
    await draw(
      <TokensPage />,
      {
        '/api/v1/tokens': () => ({ tokens: [TOKEN], mostDays: 365 }),
        '/api/v1/tokens/revoke': (body) => {
          revoked.push(body);
          return { revoked: true };
        },
      },
      '/tokens',
    );
    await screen.findByText('may be viewer@org:acme');
    expect(document.body.textContent).toContain('made by Eve');
    fireEvent.click(screen.getByRole('button', { name: 'Revoke Grafana' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Revoke Grafana?' }));
    expect(revoked).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    await screen.findByText('Grafana revoked');
    expect(revoked).toEqual([{ id: 'abcdefghijkl' }]);
  });
});
