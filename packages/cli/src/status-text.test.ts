import { expect, it } from 'vitest';
import { organizationLines } from './status-text.ts';

const rows = (host: string, message: string) =>
  ({ host, reading: 'attributed', equal: 118, different: 2, from: '2026-10-01', to: '2026-10-31', message }) as const;

it('says how people in several organizations are counted, naming the host only where there are several', () => {
  const here = rows('api.github.com', 'They count once.');
  expect(organizationLines({ organizationRows: [here] })).toEqual(['Organizations: They count once.']);
  expect(organizationLines({ organizationRows: [rows('api.big.ghe.com', 'They are added up.'), here] })).toEqual([
    'Organizations of api.big.ghe.com: They are added up.',
    'Organizations of api.github.com: They count once.',
  ]);
  expect(organizationLines({ organizationRows: [] })).toEqual([]);
});
