// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useView } from '../view/use-view.ts';
import { DEFAULT_VIEW } from '../view/view.ts';
import { later } from './later.tsx';
import { PageLink } from './PageLink.tsx';
import { PlaceProvider, usePlace } from './PlaceProvider.tsx';
import { pagePathOf } from './paths.ts';
import { browserPlaces, memoryPlaces, type Places } from './places.ts';
import { scrollTo, takeOverScroll } from './scroll.ts';

const WEEK = { ...DEFAULT_VIEW, range: '7d' } as const;
const addressNow = (): string => `${window.location.pathname}${window.location.search}${window.location.hash}`;

afterEach(cleanup);

describe('the place in the browser', () => {
  beforeEach(() => window.history.replaceState(null, '', '/deck/people/?range=7d#list'));

  it('is read below the base, without the slash at its end', () => {
    expect(browserPlaces('/deck/').now()).toMatchObject({ path: '/people', search: '?range=7d', hash: 'list' });
  });

  it('is the first page at the base itself', () => {
    window.history.replaceState(null, '', '/deck');
    expect(browserPlaces('/deck/').now()).toMatchObject({ path: '/', search: '', hash: '' });
  });

  it('goes on with a step each, but without one to where it is', () => {
    const places = browserPlaces('/deck/');
    const steps = window.history.length;
    const seen: string[] = [];
    const end = places.subscribe(() => seen.push(places.now().path));
    places.go({ path: '/seats', query: 'by=week', hash: 'seats-cycle' });
    expect(addressNow()).toBe('/deck/seats?by=week#seats-cycle');
    expect(window.history.length).toBe(steps + 1);
    places.go({ path: '/seats', query: 'by=week', hash: 'seats-cycle' });
    expect(window.history.length).toBe(steps + 1);
    end();
    places.go({ path: '/', query: '' });
    expect(addressNow()).toBe('/deck/');
    expect(seen).toEqual(['/seats', '/seats']);
  });

  it('is the same entry of the history after the app was loaded anew', () => {
    const { entry } = browserPlaces('/deck/').now();
    expect(browserPlaces('/deck/').now().entry).toBe(entry);
  });
});

describe('a page path', () => {
  it('is known however its letters are written, and null where there is no page', () => {
    expect(['/Data-Health', '/', '/nowhere'].map(pagePathOf)).toEqual(['/data-health', '/', null]);
  });
});

function Here() {
  const { path } = usePlace();
  const { view, setView } = useView();
  return (
    <button type="button" onClick={() => setView({ ...view, grain: 'week' })}>
      {path} {String(view.range)} {view.grain}
    </button>
  );
}

const draw = (places: Places): void => {
  render(
    <PlaceProvider places={places}>
      <PageLink to="/people" view={WEEK}>
        People
      </PageLink>
      <Here />
    </PlaceProvider>,
  );
};

describe('a link to a page', () => {
  it('goes there with its view and is then the current one', () => {
    draw(memoryPlaces('/'));
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'People' });
    expect(link.getAttribute('href')).toBe('/people?range=7d');
    expect(link.getAttribute('aria-current')).toBeNull();
    fireEvent.click(link);
    expect(screen.getByRole('button').textContent).toBe('/people 7d auto');
    expect(link.getAttribute('aria-current')).toBe('page');
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])(
    'leaves a click that means another tab to the browser: %o',
    (how) => {
      draw(memoryPlaces('/'));
      expect(fireEvent.click(screen.getByRole('link'), how)).toBe(true);
      expect(screen.getByRole('button').textContent).toBe('/ 28d auto');
    },
  );

  it('changes the view where it is', () => {
    const places = memoryPlaces('/people?range=7d');
    draw(places);
    fireEvent.click(screen.getByRole('button'));
    expect(places.now()).toMatchObject({ path: '/people', search: '?range=7d&by=week', stays: true });
  });
});

describe('how far down a page is', () => {
  const scrolled: number[] = [];
  const place = (entry: string, more: object = {}) => ({
    path: '/',
    search: '',
    hash: '',
    entry,
    stays: false,
    ...more,
  });
  const readTo = (top: number): void => {
    vi.stubGlobal('scrollY', top);
    window.dispatchEvent(new Event('scroll'));
  };
  beforeEach(() => {
    scrolled.length = 0;
    vi.stubGlobal('scrollTo', (_: number, top: number) => scrolled.push(top));
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is its top when it is new, where it was left when a reader comes back, and untouched by a change of view', () => {
    takeOverScroll();
    scrollTo(place('one'));
    readTo(640);
    scrollTo(place('two'));
    readTo(120);
    scrollTo(place('three', { stays: true }));
    scrollTo(place('one'));
    expect(scrolled).toEqual([0, 0, 640]);
  });

  it('is the panel of the hash', () => {
    const panel = document.body.appendChild(document.createElement('section'));
    panel.id = 'seats-cycle';
    const came = vi.fn();
    panel.scrollIntoView = came;
    scrollTo(place('four', { hash: 'seats-cycle' }));
    expect(came).toHaveBeenCalled();
    expect(scrolled).toEqual([]);
  });
});

describe('a page whose code comes later', () => {
  it('is drawn at once when the code has come before', async () => {
    const page = later(async () => ({ Teams: () => <h1>Teams</h1> }), 'Teams');
    await page.load();
    render(<page.Page />);
    expect(screen.getByRole('heading').textContent).toBe('Teams');
  });

  it('loads the app anew where a file is gone, once; then it fails', async () => {
    const reload = vi.fn();
    vi.stubGlobal('location', { reload });
    sessionStorage.clear();
    const gone = async () => Promise.reject(new TypeError('Failed to fetch seats-1.js'));
    void later(gone, 'Seats').load();
    await act(async () => undefined);
    expect(reload).toHaveBeenCalledTimes(1);
    await expect(later(gone, 'Seats').load()).rejects.toThrow('seats-1.js');
    expect(reload).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
  });
});
