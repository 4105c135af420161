// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Status } from '../data/status/status.ts';
import { draw } from '../testing.tsx';
import { DEFAULT_VIEW } from '../view/view.ts';
import { LackingBanner } from './LackingBanner.tsx';

const statusOf = (disk: Status['disk']) => ({ disk, integrity: { gaps: [] } }) as unknown as Status;

it('says on every page that the disk takes no new data, with what to do', async () => {
  const disk = { code: 'disk_full', message: 'There is no space left for /data/x.', hint: 'Free some space.' };
  await draw(<LackingBanner status={statusOf(disk)} view={DEFAULT_VIEW} />);
  expect(screen.getByRole('region', { name: 'The disk' }).textContent).toContain(
    'New data cannot be written. There is no space left for /data/x. Free some space.',
  );
});

it('says nothing while the disk takes new data', async () => {
  await draw(<LackingBanner status={statusOf(null)} view={DEFAULT_VIEW} />);
  expect(screen.queryByRole('region', { name: 'The disk' })).toBeNull();
});
