import { findMetric } from '@flightdeck/catalog';
import { PanelCard } from '../../card/PanelCard.tsx';
import { formatCount, plural } from '../../format/format.ts';
import { TableView } from '../../table/TableView.tsx';
import type { PanelProps } from '../panel-props.ts';
import { prepareVersions, type VersionRow } from './prepare.ts';

const LOSSES: Readonly<Record<NonNullable<VersionRow['loss']>, string>> = {
  all: 'too old: GitHub receives nothing',
  agents: 'agent work lost or counted as CLI',
};

/** Versions of editors in use, and those too old to be counted right. */
export default function VersionsPanel({ panel, loaded, choice, large = false }: PanelProps<'versions'>) {
  const metric = panel.metrics[0] ?? 'reported_users';
  const unit = findMetric(metric)?.unit ?? 'people';
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={320}
      body={(result) => {
        const { rows, old } = prepareVersions(result.rows, metric);
        const table = {
          head: ['Editor', 'Version', 'Plugin', unit === 'people' ? 'People' : 'Outputs', 'Note'],
          text: [1, 2, 4],
          rows: rows.map((row) => [
            row.label,
            row.version ?? '–',
            row.plugin ?? '–',
            formatCount(row.count),
            row.loss === null ? '' : LOSSES[row.loss],
          ]),
        };
        return {
          empty: rows.length === 0 ? 'No editor was reported for these days and filters.' : null,
          sentence: `${plural(rows.length, 'version')}, ${old} of them too old to be counted right`,
          content: <TableView table={table} name={panel.title} />,
          foot: (
            <span>
              {old === 0
                ? 'No version here is known to lose data'
                : `${plural(old, 'version')} lose data: update ${old === 1 ? 'it' : 'them'} and the days after are whole; nothing is filled in later`}
            </span>
          ),
        };
      }}
    />
  );
}
