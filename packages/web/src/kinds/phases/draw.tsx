import { findMetric, type Metric, PHASES } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { PanelCard } from '../../card/PanelCard.tsx';
import { numberOf } from '../../data/number-of.ts';
import { formatValue } from '../../format/format.ts';
import { NameButton } from '../../plot/rows/NameButton.tsx';
import type { Column } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import { headOf } from '../../table/head-of.ts';
import { PhoneList } from '../../table/list/PhoneList.tsx';
import * as lists from '../../text/kinds/lists.ts';
import * as words from '../../text/kinds/phases.ts';
import * as shared from '../../text/kinds/shared.ts';
import { entityLabel } from '../../theme/entities.ts';
import { usePhone } from '../../view/use-phone.ts';
import { carried, useView } from '../../view/use-view.ts';
import type { PanelProps } from '../panel-props.ts';

/** One row a phase with everything GitHub reports of it. */
export default function PhaseTable({ panel, loaded, choice, large = false }: PanelProps<'phases'>) {
  const phone = usePhone();
  const { view, open } = useView();
  const metrics = panel.metrics.flatMap((name) => findMetric(name) ?? []);
  const people = (phase: string): void =>
    open(
      '/people',
      carried({
        ...view,
        filters: [
          ...view.filters.filter(({ dimension }) => dimension !== 'phase_to'),
          { dimension: 'phase_to', is: 'in', values: [phase] },
        ],
      }),
    );
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={230}
      body={(result) => {
        const byPhase = new Map(result.rows.map((row) => [String(row.phase), row]));
        const values = [...new Set([...PHASES.map(({ value }) => value), ...byPhase.keys()])];
        const rows = values.map((value) => ({ value, row: byPhase.get(value) }));
        return {
          empty: result.rows.length === 0 ? words.none : null,
          table: {
            head: [words.phase, ...metrics.map(headOf)],
            rows: rows.map(({ value, row }) => [
              entityLabel('phase', value),
              ...metrics.map((metric) => formatValue(numberOf(row?.[metric.name]), metric.unit)),
            ]),
          },
          content: phone ? (
            <PhoneRows rows={rows} onPick={people} />
          ) : (
            <DataTable
              name={words.phases}
              columns={columnsOf(metrics, people)}
              rows={rows}
              keyOf={({ value }) => value}
              total={result.total && { label: words.allOnce, row: { value: '', row: result.total } }}
            />
          ),
          foot: (
            <>
              <span>{words.latest}</span>
              <span>{words.notReported}</span>
              <span>{words.mergedSays}</span>
            </>
          ),
        };
      }}
    />
  );
}

interface PhaseRow {
  readonly value: string;
  readonly row: ResultRow | undefined;
}

const columnsOf = (metrics: readonly Metric[], onPick: (phase: string) => void): readonly Column<PhaseRow>[] => [
  {
    key: 'phase',
    head: words.phase,
    cell: ({ value }) => ({
      content: (
        <NameButton
          title={words.clickForPeople({ says: PHASES.find((phase) => phase.value === value)?.says ?? '' })}
          onClick={() => onPick(value)}
        >
          {entityLabel('phase', value)}
        </NameButton>
      ),
    }),
  },
  ...metrics.map(
    (metric): Column<PhaseRow> => ({
      key: metric.name,
      head: headOf(metric),
      says: metric.definition,
      cell: ({ row }) => {
        const value = numberOf(row?.[metric.name]);
        return value === null ? null : formatValue(value, metric.unit);
      },
    }),
  ),
];

/** On the phone a phase is two lines: its people, then what one of them does and merges. */
function PhoneRows({ rows, onPick }: { readonly rows: readonly PhaseRow[]; readonly onPick: (phase: string) => void }) {
  const text = (row: ResultRow | undefined, name: string): string =>
    formatValue(numberOf(row?.[name]), findMetric(name)?.unit ?? 'people');
  const isKnown = (row: ResultRow | undefined, name: string): boolean => numberOf(row?.[name]) !== null;
  return (
    <PhoneList>
      {rows.map(({ value, row }) => (
        <li key={value}>
          <NameButton onClick={() => onPick(value)}>{entityLabel('phase', value)}</NameButton>
          <b>{isKnown(row, 'phase_people') ? lists.people({ people: text(row, 'phase_people') }) : shared.noData}</b>
          <span>{words.workADay({ prompts: text(row, 'phase_prompts'), lines: text(row, 'phase_lines_added') })}</span>
          {isKnown(row, 'phase_merged_per_person') ? (
            <span>{words.merged({ count: text(row, 'phase_merged_per_person') })}</span>
          ) : null}
        </li>
      ))}
    </PhoneList>
  );
}
