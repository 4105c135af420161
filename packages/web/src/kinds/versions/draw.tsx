import { findMetric } from '@flightdeck/catalog';
import { PanelCard } from '../../card/PanelCard.tsx';
import { formatCount, plural } from '../../format/format.ts';
import { TableView } from '../../table/TableView.tsx';
import * as lists from '../../text/kinds/lists.ts';
import * as words from '../../text/kinds/versions.ts';
import type { PanelProps } from '../panel-props.ts';
import { prepareVersions, type VersionRow } from './prepare.ts';

const LOSSES: Readonly<Record<NonNullable<VersionRow['loss']>, string>> = words.losses;

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
          head: [
            words.columns.editor,
            words.columns.version,
            words.columns.plugin,
            unit === 'people' ? lists.peopleColumn : words.columns.outputs,
            words.columns.note,
          ],
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
          empty: rows.length === 0 ? words.none : null,
          sentence: words.tooOld({ versions: plural(rows.length, words.version), old }),
          content: <TableView table={table} name={panel.title} />,
          foot: (
            <span>{old === 0 ? words.noneLoses : words.update({ old, versions: plural(old, words.version) })}</span>
          ),
        };
      }}
    />
  );
}
