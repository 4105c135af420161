// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '../../data/api.ts';
import { PlaceProvider } from '../../place/PlaceProvider.tsx';
import { memoryPlaces } from '../../place/places.ts';
import { NotAnswered } from './NotAnswered.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function draw(status: number, sessions: readonly object[] = []): void {
  vi.stubGlobal('fetch', async () => Response.json({ sessions }));
  const error = new ApiProblem(status, { title: 'Ada may see nothing here yet.', hint: 'Ask.' }, null);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PlaceProvider places={memoryPlaces('/seats?team=web&range=7d')}>
        <NotAnswered error={error} retry={() => undefined} />
      </PlaceProvider>
    </QueryClientProvider>,
  );
}

describe('a page that is not answered', () => {
  it('leads whoever is not signed in to sign in, and back to where they are', () => {
    draw(401);
    const link = screen.getByRole('link', { name: 'Sign in' });
    expect(link.getAttribute('href')).toBe('auth/sign-in?return_to=%2Fseats%3Fteam%3Dweb%26range%3D7d');
  });

  it('lets whoever was granted nothing sign out and come as somebody else, where they signed in here', async () => {
    draw(403, [{ key: 'k', current: true }]);
    expect(await screen.findByRole('button', { name: 'Sign out' })).toBeDefined();
    expect(screen.getByText('Ada may see nothing here yet.')).toBeDefined();
  });
});
