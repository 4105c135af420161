import { compareVersions, lossOf } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { entityLabel } from '../../theme/entities.ts';

/** One version of an editor with its plugin; null where GitHub does not report it. */
export interface VersionRow {
  readonly ide: string;
  readonly label: string;
  readonly version: string | null;
  readonly plugin: string | null;
  /** People, or whatever the rows are counted by. */
  readonly count: number;
  /** What GitHub does not receive of clients this old. */
  readonly loss: 'all' | 'agents' | null;
}

/** Versions in use, editor by editor, the newest first; `old`: how many of them lose data. */
export function prepareVersions(
  rows: readonly ResultRow[],
  metric: string,
): {
  readonly rows: readonly VersionRow[];
  readonly old: number;
} {
  const text = (value: ResultRow[string] | undefined): string | null =>
    typeof value === 'string' && value !== '' ? value : null;
  const versions = rows.map((row): VersionRow => {
    const [ide, version] = [String(row.ide), text(row.ide_version)];
    return {
      ide,
      label: entityLabel('ide', ide),
      version,
      plugin: text(row.plugin_version),
      count: numberOf(row[metric]) ?? 0,
      loss: lossOf(ide, version),
    };
  });
  const countOf = new Map<string, number>();
  for (const row of versions) countOf.set(row.ide, (countOf.get(row.ide) ?? 0) + row.count);
  versions.sort(
    (a, b) =>
      (countOf.get(b.ide) ?? 0) - (countOf.get(a.ide) ?? 0) ||
      a.ide.localeCompare(b.ide) ||
      compareVersions(b.version ?? '', a.version ?? '') ||
      compareVersions(b.plugin ?? '', a.plugin ?? ''),
  );
  return { rows: versions, old: versions.filter((row) => row.loss !== null).length };
}
