// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../data/session/audit.ts';
import { draw, textsOf } from '../../testing.tsx';
import { DEFAULT_VIEW } from '../../view/view.ts';
import { AuditPage } from './AuditPage.tsx';
import { filtersOf, toSearch, withFilters } from './audit-search.ts';

const ENTRY: AuditEntry = {
  place: 1200,
  at: '2025-11-05T08:00:00.000Z',
  kind: 'named',
  who: {
    kind: 'person',
    id: '["https://id.example.com","17"]',
    name: 'Ada\u202eeve',
    roles: ['analyst@*'],
    maker: null,
  },
  route: 'POST /api/v1/query',
  asked: { by: ['user'], text: '<img src=x onerror=alert(1)>' },
  result: null,
  people: 31,
  client: '10.0.0.9',
  requestId: 'r-1',
};
const CHECK = { at: '2025-11-05T09:00:00.000Z', lines: 1203, fault: null };

describe('the filters of the log', () => {
  it('stand in the URL, beside what else stands there, and are asked for with the last day whole', () => {
    const filters = { from: '2026-11-01', to: '2026-11-05', kind: 'refused', who: 'ada', text: ' sync ' };
    const view = withFilters({ ...DEFAULT_VIEW, local: { tab: 'x', who: 'old' } }, filters);
    expect(view.local).toEqual({
      tab: 'x',
      from: '2026-11-01',
      to: '2026-11-05',
      kind: 'refused',
      who: 'ada',
      text: 'sync',
    });
    expect(toSearch(filtersOf(view))).toEqual({
      ...{ from: '2026-11-01', to: '2026-11-06T00:00:00.000Z', kind: 'refused', who: 'ada', text: 'sync' },
    });
  });

  it('that are none are left out', () => {
    const view = { ...DEFAULT_VIEW, local: { from: 'yesterday', kind: 'constructor' } };
    expect(filtersOf(view)).toEqual({ from: '', to: '', kind: '', who: '', text: '' });
    expect(Object.values(toSearch(filtersOf(view))).every((word) => word === undefined)).toBe(true);
  });
});

describe('the audit page', () => {
  const answer = (entries: readonly AuditEntry[], next: number | null = null) => ({
    '/api/v1/audit': () => ({ entries, next, searchedTo: '2025-11-05T08:00:00.000Z' }),
    '/api/v1/audit/check': () => CHECK,
  });

  it('shows lines with hostile names as text, says whether the log is whole, and one line in full', async () => {
    await draw(<AuditPage />, answer([ENTRY]), '/audit');
    await screen.findByText('The log is whole: 1,203 lines, all as they were written (read 5 Nov 09:00).', {
      exact: false,
    });
    const rows = textsOf(await screen.findByRole('table'));
    expect(rows[1]?.slice(1)).toEqual(['Ada\\u202eeve', 'named people', 'POST /api/v1/query', '31', '10.0.0.9']);
    fireEvent.click(screen.getByRole('button', { name: /details/ }));
    const detail = within(await screen.findByRole('dialog'));
    expect(detail.getByText(/onerror/).textContent).toContain('"text": "<img src=x onerror=alert(1)>"');
    expect(document.querySelector('img')).toBeNull();
  });

  it('shows of a token who made it, and of a change how it ended', async () => {
    const who = { kind: 'token', id: 'token:abc', name: 'grafana', roles: [], maker: '["proxy","mia"]' } as const;
    const ended = { ...ENTRY, kind: 'changed', who, asked: null, result: { failed: 'no_token' } } as const;
    await draw(<AuditPage />, answer([ended]), '/audit');
    fireEvent.click(await screen.findByRole('button', { name: /details/ }));
    const detail = within(await screen.findByRole('dialog'));
    expect(detail.getByText('Token made by').nextElementSibling?.textContent).toContain('["proxy","mia"]');
    expect(detail.getByText('What came of it').nextElementSibling?.textContent).toContain('"failed": "no_token"');
    expect(detail.queryByText('What was asked')).toBeNull();
  });

  it('goes on looking where nothing was found yet, and links to the file of the same lines', async () => {
    await draw(<AuditPage />, answer([], 500), '/audit?.who=ada');
    await screen.findByText('No line matches');
    expect(screen.getByRole('button', { name: 'Search before 5 Nov 08:00' })).toBeDefined();
    expect(screen.getByRole('link', { name: /CSV/ }).getAttribute('href')).toBe('api/v1/audit/csv?who=ada');
  });

  it('filters by a kind at once, and by a word with Enter', async () => {
    await draw(<AuditPage />, answer([ENTRY]), '/audit');
    fireEvent.change(await screen.findByRole('combobox', { name: 'What' }), { target: { value: 'refused' } });
    await waitFor(() => expect(csvLink()).toBe('api/v1/audit/csv?kind=refused'));
    fireEvent.change(screen.getByRole('textbox', { name: 'Who' }), { target: { value: 'eve' } });
    expect(csvLink()).toBe('api/v1/audit/csv?kind=refused');
    fireEvent.submit(screen.getByRole('form', { name: 'Filter the log' }));
    await waitFor(() => expect(csvLink()).toBe('api/v1/audit/csv?kind=refused&who=eve'));
  });
});

const csvLink = () => screen.getByRole('link', { name: /CSV/ }).getAttribute('href');
