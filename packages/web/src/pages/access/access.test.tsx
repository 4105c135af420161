// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../data/api.ts';
import type { Me } from '../../data/session/me.ts';
import { meWith } from '../../data/session/me-testing.ts';
import { forgetSignedOut } from '../../data/session/signed-out.ts';
import { PlaceProvider } from '../../place/PlaceProvider.tsx';
import { memoryPlaces } from '../../place/places.ts';
import { Door } from '../../shell/door/Door.tsx';
import { Gate } from '../../shell/door/Gate.tsx';
import { initialsOf, rolesText } from '../../shell/door/roles-text.ts';
import { PAGES, pageOf, pagesOf } from '../../shell/pages.ts';
import { draw } from '../../testing.tsx';
import { DEFAULT_VIEW } from '../../view/view.ts';
import { signInLink } from './sign-in-link.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  forgetSignedOut();
});

const gate = (path: string, me: Me, trouble: unknown = null) =>
  draw(
    <Gate page={pageOf(path)} view={DEFAULT_VIEW} trouble={trouble} retry={() => undefined}>
      figures
    </Gate>,
    { '/api/v1/me': () => me },
    path,
  );
const texts = () => document.body.textContent ?? '';

describe('a page by its rights', () => {
  it('is drawn for who may open it', async () => {
    await gate('/people', meWith(['analyst']));
    await screen.findByText('figures');
  });

  it('says to others what it needs, whom to ask, what they have, and what is open to them', async () => {
    await gate('/people', meWith(['viewer']));
    await screen.findByRole('heading', { level: 1, name: 'People is not open to you' });
    expect(texts()).not.toContain('figures');
    expect(texts()).toContain(
      'must be allowed to read people. Ask an administrator of this Flightdeck for the role analyst.',
    );
    expect(texts()).toContain('You have: viewer of everything.');
    expect(screen.getByRole('link', { name: 'Teams' }).getAttribute('href')).toMatch(/^\/teams/);
    expect(screen.queryByRole('link', { name: 'People' })).toBeNull();
  });

  it('says that a right reaches too little far', async () => {
    const rights = meWith(['analyst']).rights.map((row) => ({ ...row, span: row.span && ('narrowed' as const) }));
    await gate('/data-health', meWith(['analyst'], { rights }));
    await screen.findByRole('heading', { level: 1 });
    expect(texts()).toContain('must be allowed to read ledger, for everything.');
    expect(texts()).toContain('one of the roles analyst, auditor, admin.');
  });

  it('leaves whoever was granted nothing with what to send to an administrator', async () => {
    await gate('/', meWith([]));
    await screen.findByRole('heading', { level: 1, name: 'You may see nothing here yet' });
    expect(texts()).toContain('["https://id.example.com","17"]');
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeDefined();
  });

  it('needs no state of the system where its reader may not see that', async () => {
    await gate('/sessions', meWith([]), new Error('refused'));
    await screen.findByText('figures');
  });
});

/** Figures, but of nobody by name. */
const AUDITOR = PAGES.map(({ path }) => path).filter((path) => !['/people', '/me', '/settings'].includes(path));

describe('the pages listed', () => {
  it.each([
    [[], ['/sessions']],
    [['self'], ['/me', '/sessions']],
    [['admin'], ['/data-health', '/settings', '/tokens', '/sessions']],
    [['auditor'], AUDITOR],
  ] as const)('for %o are %o', (roles, paths) => {
    const open = pagesOf(meWith(roles)).map(({ path }) => path);
    expect(open).toEqual(paths);
  });

  it('for viewers have figures, and neither people nor the ledger', () => {
    const open = pagesOf(meWith(['viewer'])).map(({ path }) => path);
    expect(open).toContain('/teams');
    expect(open.filter((path) => ['/people', '/data-health', '/audit'].includes(path))).toEqual([]);
  });

  it('for nobody are none', () => {
    expect(pagesOf(undefined)).toEqual([]);
  });
});

describe('the door', () => {
  it('gives way to one page that leads to sign-in and back once an answer says that nobody is signed in', async () => {
    await draw(<Door>figures</Door>, {}, '/seats?team=web#seats-cycle');
    expect(texts()).toBe('figures');
    vi.stubGlobal('fetch', async () => Response.json({ title: 'You are not signed in.' }, { status: 401 }));
    await act(async () => {
      await Promise.all([1, 2, 3].map(() => call('GET /api/v1/status', {}).catch(() => undefined)));
    });
    const link = await screen.findByRole('link', { name: 'Sign in' });
    expect(link.getAttribute('href')).toBe('auth/sign-in?return_to=%2Fseats%3Fteam%3Dweb%23seats-cycle');
    expect(texts()).not.toContain('figures');
    expect(document.title).toBe('You are not signed in · Flightdeck');
  });

  it.each([
    ['github', 'Sign in with GitHub'],
    ['oidc', 'Sign in'],
  ])('of %s says %s', async (mode, label) => {
    document.head.innerHTML = `<meta name="flightdeck-sign-in" content="${mode}">`;
    await drawSignedOut();
    expect(await screen.findByRole('link', { name: label })).toBeDefined();
    document.head.innerHTML = '';
  });

  it.each(['proxy', 'easyauth'])('of %s has no way in of its own', async (mode) => {
    document.head.innerHTML = `<meta name="flightdeck-sign-in" content="${mode}">`;
    await drawSignedOut();
    expect(await screen.findByRole('button', { name: 'Load the page again' })).toBeDefined();
    expect(screen.queryByRole('link')).toBeNull();
    document.head.innerHTML = '';
  });

  it('opens by itself when the server knows somebody again', async () => {
    const reload = vi.fn();
    await drawSignedOut();
    vi.stubGlobal('location', { ...window.location, reload });
    vi.stubGlobal('fetch', async () => Response.json(meWith(['viewer'])));
    await act(async () => {
      fireEvent(window, new Event('focus'));
    });
    // Once for the focus, and once more where the page hears of its own answer as other windows do.
    await waitFor(() => expect(reload).toHaveBeenCalled());
  });
});

async function drawSignedOut(): Promise<void> {
  vi.stubGlobal('fetch', async () => Response.json({}, { status: 401 }));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await act(async () => {
    render(
      <QueryClientProvider client={client}>
        <PlaceProvider places={memoryPlaces('/')}>
          <Door>figures</Door>
        </PlaceProvider>
      </QueryClientProvider>,
    );
  });
}

describe('the way back', () => {
  it('has the filters and the panel', () => {
    expect(signInLink({ path: '/seats', search: '?team=a%20b', hash: 'seats-all' })).toBe(
      'auth/sign-in?return_to=%2Fseats%3Fteam%3Da%2520b%23seats-all',
    );
  });
});

describe('a person in words', () => {
  it('has the first roles and the number of the others', () => {
    const of = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ role: 'viewer' as const, of: `org:o${at}` }));
    expect(rolesText([])).toBe('no role yet');
    expect(rolesText([{ role: 'admin', of: '*' }])).toBe('admin of everything');
    expect(rolesText(of(5))).toBe('viewer of org:o0, viewer of org:o1, viewer of org:o2, and 2 more');
  });

  it('has the first letters of the first and the last name', () => {
    expect(initialsOf('Ada Meyer (octo-zoe)')).toBe('AM');
    expect(['Ada Maria Meyer', 'ada', 'ada@example.com', '李小龙', '🙂', ''].map(initialsOf)).toEqual([
      'AM',
      'A',
      'AC',
      '李',
      '?',
      '?',
    ]);
  });
});
