// @vitest-environment happy-dom
import type { QueryResult } from '@flightdeck/query';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { draw } from '../../testing.tsx';
import { How } from './How.tsx';
import css from './how.module.css';

/** What the box says is loaded when the first of them opens. */
const PATIENT = { timeout: 30_000 };
const RATE = 'completion_acceptance_rate';
const RESULT = {
  query: {
    metrics: [RATE],
    by: [],
    range: { from: '2026-05-18', to: '2026-06-14' },
    where: [],
    scopes: ['aurora-works'],
  },
  rows: [],
  total: { completions_accepted: 8_490, completions_generated: 29_640, [RATE]: 0.286_437 },
  coverage: {
    finalTo: '2026-06-07',
    provisional: ['2026-06-08', '2026-06-09'],
    missing: ['2026-05-20'],
  },
  notes: [{ code: 'days_missing', message: 'One day of 28 has no report.' }],
} as unknown as QueryResult;

async function openBox(props: Partial<Parameters<typeof How>[0]> = {}): Promise<HTMLElement> {
  await draw(<How metrics={[RATE]} result={RESULT} name="Acceptance rate" {...props} />);
  const button = screen.getByRole('button', { name: 'How is Acceptance rate computed?' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(button);
  const box = await screen.findByRole('dialog', { name: 'How Acceptance rate is computed' }, PATIENT);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  await within(box).findByText(RATE, {}, PATIENT);
  return box;
}

describe('the box that says how a number is made', () => {
  it('is not there before it is asked for', async () => {
    await draw(<How metrics={[RATE]} result={RESULT} name="Acceptance rate" />);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('has the formula with its real numbers', async () => {
    const box = await openBox();
    expect(box.querySelector(`.${css.formula}`)?.textContent).toBe(
      'completions acceptedcompletions suggested=8,49029,640= 28.6\u00a0%',
    );
  });

  it('names the metric, whose days these are, how fresh they are, which are missing and what the answer notes', async () => {
    const text = (await openBox()).textContent ?? '';
    expect(text).toContain(RATE);
    expect(text).toContain('aurora-works, 18 May – 14 Jun');
    expect(text).toContain('8–9 Jun can still change; 1 day missing');
    expect(text).toContain('NoteOne day of 28 has no report.');
  });

  it('shows no data where a number is missing, never 0', async () => {
    const row = { completions_accepted: null, completions_generated: null, [RATE]: null };
    const box = await openBox({ row });
    expect(box.querySelector(`.${css.formula}`)?.textContent).toBe(
      'completions acceptedcompletions suggested=no datano data= no data',
    );
  });

  it('hands on the question: copied, or reconciled for the same days', async () => {
    const write = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: write } });
    await openBox();
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'Reconcile' });
    expect(link.href).toContain('/reconcile?');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Copy query' })));
    expect(write.mock.calls).toEqual([
      ['{"metrics":["completion_acceptance_rate"],"by":[],"range":{"from":"2026-05-18","to":"2026-06-14"},"where":[]}'],
    ]);
    expect(screen.getByText('Query copied; POST it to /api/v1/query')).toBeTruthy();
  });

  it('closes with Escape and gives the focus back', async () => {
    const box = await openBox();
    await act(async () => fireEvent.keyDown(box, { key: 'Escape', code: 'Escape' }));
    expect(screen.getByRole('button', { name: 'How is Acceptance rate computed?' }).getAttribute('aria-expanded')).toBe(
      'false',
    );
  });
});
