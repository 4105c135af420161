import type { Status } from './status.ts';

/** How a person of several organizations is counted, one sentence a host; the host is named where there are several. */
export function organizationSentences({ organizationRows }: Pick<Status, 'organizationRows'>): readonly string[] {
  const isOne = organizationRows.length === 1;
  return organizationRows.map(({ host, message }) => (isOne ? message : `${host}: ${message}`));
}
