import { describe, expect, it } from 'vitest';
import { organizationSentences } from './organizations.ts';

const rows = (host: string, message: string) =>
  ({ host, reading: 'attributed', equal: 118, different: 2, from: '2026-10-01', to: '2026-10-31', message }) as const;

describe('what is said of people in several organizations', () => {
  it('is the sentence alone where one host has several organizations', () => {
    expect(organizationSentences({ organizationRows: [rows('api.github.com', 'They count once.')] })).toEqual([
      'They count once.',
    ]);
  });

  it('names the host where several have', () => {
    const organizationRows = [rows('api.big.ghe.com', 'They are added.'), rows('api.github.com', 'They count once.')];
    expect(organizationSentences({ organizationRows })).toEqual([
      'api.big.ghe.com: They are added.',
      'api.github.com: They count once.',
    ]);
  });

  it('is nothing where none has', () => {
    expect(organizationSentences({ organizationRows: [] })).toEqual([]);
  });
});
