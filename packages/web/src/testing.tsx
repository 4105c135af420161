import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { meLocal } from './data/session/me-testing.ts';
import { PlaceProvider } from './place/PlaceProvider.tsx';
import { memoryPlaces } from './place/places.ts';
import { ToastHost } from './ui/toast.tsx';

// Pages are loaded when they are first drawn, which on a busy machine takes more than the second that is waited for otherwise.
configure({ asyncUtilTimeout: 30_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Answers of a server: JSON by the end of an address. Any other address is answered with 404. */
export type Answers = Readonly<Record<string, (body: unknown) => unknown>>;

/** Draws an element as the app does, at the address; waits until it stands. Requests get the answers. */
export async function draw(element: ReactNode, given: Answers = {}, address = '/'): Promise<void> {
  const answers: Answers = { '/api/v1/me': () => meLocal, ...given };
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const [, answer] = Object.entries(answers).find(([end]) => new URL(url).pathname.endsWith(end)) ?? [];
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    return answer ? Response.json(answer(body)) : Response.json({ title: 'Not found' }, { status: 404 });
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await act(async () => {
    render(
      <QueryClientProvider client={client}>
        <ToastHost>
          <PlaceProvider places={memoryPlaces(address)}>{element}</PlaceProvider>
        </ToastHost>
      </QueryClientProvider>,
    );
  });
}

/** The texts of a table's rows, head first. */
export const textsOf = (table: HTMLElement): string[][] =>
  [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
  );
