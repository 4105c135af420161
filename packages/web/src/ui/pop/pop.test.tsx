// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CardTools } from '../../card/CardTools.tsx';
import { draw } from '../../testing.tsx';
import { Drawer } from './Drawer.tsx';
import { itemTyped, nextItem } from './Menu.tsx';
import { Pop } from './Pop.tsx';
import { placeBox } from './place-box.ts';

const focused = (): string => document.activeElement?.textContent ?? '';

describe('where a box stands', () => {
  const button = { left: 100, right: 160, top: 200, bottom: 230 };
  const space = { width: 800, height: 600 };

  it('is below its button, flush with one of its edges', () => {
    const box = { width: 300, height: 200 };
    expect(placeBox(button, box, space, 'start', 6)).toEqual({ left: 100, top: 236 });
    expect(placeBox({ ...button, left: 500, right: 560 }, box, space, 'end', 6)).toEqual({ left: 260, top: 236 });
  });

  it('is above where there is no room below', () => {
    const low = { ...button, top: 500, bottom: 530 };
    expect(placeBox(low, { width: 300, height: 200 }, space, 'start', 6)).toEqual({ left: 100, top: 294 });
  });

  it('is inside the window in any case', () => {
    expect(placeBox(button, { width: 300, height: 200 }, space, 'end', 6).left).toBe(8);
    expect(placeBox({ ...button, left: 700 }, { width: 300, height: 200 }, space, 'start', 6).left).toBe(492);
    expect(placeBox(button, { width: 300, height: 580 }, space, 'start', 6).top).toBe(12);
  });
});

describe('keys of a menu', () => {
  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 4, 0],
    ['ArrowUp', -1, 4],
    ['ArrowUp', 0, 4],
    ['ArrowUp', 3, 2],
    ['Home', 3, 0],
    ['End', 0, 4],
    ['a', 0, null],
  ])('%s leads from %i to %s', (key, at, to) => expect(nextItem(key, at, 5)).toBe(to));

  const labels = ['Show table', 'Download CSV', 'Download PNG', 'Copy link'];
  it.each([
    ['d', -1, 1],
    ['d', 1, 2],
    ['dd', 2, 1],
    ['download p', 1, 2],
    ['co', 0, 3],
    ['z', 0, null],
  ])('typing %s goes from %i to %s', (typed, at, to) => expect(itemTyped(typed, at, labels)).toBe(to));
});

describe('a box under a button', () => {
  const drawPop = (): Promise<void> =>
    draw(
      <>
        <Pop
          width={200}
          label="Scope"
          button={(toggle, open) => (
            <button type="button" aria-expanded={open} onClick={toggle}>
              Open
            </button>
          )}
        >
          {(close) => (
            <>
              <button type="button">One</button>
              <button type="button" onClick={close}>
                Two
              </button>
            </>
          )}
        </Pop>
        <button type="button">Elsewhere</button>
      </>,
    );
  const open = async (): Promise<HTMLElement> => {
    await drawPop();
    const button = screen.getByRole('button', { name: 'Open' });
    button.focus();
    fireEvent.click(button);
    return screen.findByRole('dialog', { name: 'Scope' });
  };

  it('has the focus on its first control and keeps it inside', async () => {
    const box = await open();
    expect(focused()).toBe('One');
    fireEvent.keyDown(box, { key: 'Tab', shiftKey: true });
    expect(focused()).toBe('Two');
    fireEvent.keyDown(box, { key: 'Tab' });
    expect(focused()).toBe('One');
  });

  it.each(['Escape', 'its own button', 'its content'])('closes by %s and gives the focus back', async (how) => {
    const box = await open();
    const button = screen.getByRole('button', { name: 'Open' });
    if (how === 'Escape') fireEvent.keyDown(box, { key: 'Escape' });
    else if (how === 'its content') fireEvent.click(screen.getByRole('button', { name: 'Two' }));
    else {
      fireEvent.mouseDown(button);
      fireEvent.click(button);
    }
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes by a press outside, not inside', async () => {
    await open();
    fireEvent.mouseDown(screen.getByRole('button', { name: 'One' }));
    expect(screen.queryByRole('dialog')).not.toBeNull();
    fireEvent.mouseDown(screen.getByRole('button', { name: 'Elsewhere' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the menu of a card', () => {
  it('is chosen from by arrows, letters and a click, and closes', async () => {
    const acts = { table: vi.fn(), csv: vi.fn() };
    const items = [
      { label: 'Show table', act: acts.table },
      { label: 'Download CSV', act: acts.csv },
    ];
    await draw(<CardTools title="Teams" items={items} />);
    const button = screen.getByRole('button', { name: 'More for Teams' });
    fireEvent.click(button);
    const menu = await screen.findByRole('menu', { name: 'More for Teams' });
    expect(document.activeElement).toBe(menu);
    fireEvent.keyDown(menu, { key: 'ArrowDown' });
    expect(focused()).toBe('Show table');
    fireEvent.keyDown(menu, { key: 'd' });
    expect(focused()).toBe('Download CSV');
    fireEvent.click(screen.getByRole('menuitem', { name: 'Download CSV' }));
    expect(acts.csv).toHaveBeenCalledTimes(1);
    expect(acts.table).not.toHaveBeenCalled();
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
  });
});

describe('a drawer', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is a dialog with a name; its cross and a click beside it close it, one inside does not', () => {
    const closed = vi.fn();
    render(
      <Drawer side="right" title="Keys" onClose={closed}>
        <p>Every key</p>
      </Drawer>,
    );
    const dialog = screen.getByRole<HTMLDialogElement>('dialog', { name: 'Keys' });
    expect(dialog.open).toBe(true);
    fireEvent.click(screen.getByText('Every key'));
    expect(dialog.open).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(dialog.open).toBe(false);
    expect(closed).toHaveBeenCalled();
    dialog.showModal();
    fireEvent.click(dialog);
    expect(dialog.open).toBe(false);
  });
});
