import type { PanelOf } from '@flightdeck/catalog';
import { useMemo } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/how/How.tsx';
import { useAnswer } from '../../data/hooks.ts';
import { snapshotRange } from '../../data/status/snapshots.ts';
import { formatDay } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import * as words from '../../text/kinds/seats.ts';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { type Policy, preparePolicies } from './prepare.ts';
import { policiesQuestion } from './question.ts';
import css from './seat-policies.module.css';

/** The Copilot settings of each organization, with the first snapshot that has the present value. */
export function SeatPoliciesPanel({
  panel,
  large = false,
}: {
  readonly panel: PanelOf<'seat-policies'>;
  readonly large?: boolean;
}) {
  const { status, asked } = usePage();
  const actions = usePanelActions();
  const first = snapshotRange(status, actions.view.scope)?.from ?? null;
  const _ofEnterprise = asked.where.some(({ dimension }) => dimension === 'enterprise');
  const query = useMemo(() => policiesQuestion(panel, asked, first), [panel, asked, first]);
  const loaded = useAnswer(query);
  const result = loaded.kind === 'ready' ? loaded.result : null;
  const organizations = [...new Set(result?.rows.map((row) => String(row.organization)))];
  const year = asked.range.to.slice(0, 4);
  const since = ({ since, isFirst }: Policy): string =>
    (isFirst ? words.sinceBefore : words.since)({ day: formatDay(since, year) });
  return (
    <Card
      id={panel.id}
      title={panel.title}
      says={panel.says}
      span={large ? 12 : panel.span}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      how={<How metrics={panel.metrics} result={result} name={panel.title} />}
    >
      {query !== null && loaded.kind === 'loading' ? <Skeleton height={160} /> : null}
      {loaded.kind === 'failed' ? <Failed problem={loaded.problem} retry={loaded.retry} /> : null}
      {query === null || (result && organizations.length === 0) ? (
        <State icon="empty" title={words.notReported}>
          {words.chooseOrganization}
        </State>
      ) : null}
      {result
        ? organizations.map((organization) => (
            <dl key={organization} className={css.root}>
              {organizations.length > 1 ? <b>{organization}</b> : null}
              {preparePolicies(
                result.rows.filter((row) => row.organization === organization),
                panel.by,
              ).map((policy) => (
                <div key={policy.name}>
                  <dt>{policy.label}</dt>
                  <dd>
                    <b>{policy.value}</b> <span>{since(policy)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          ))
        : null}
    </Card>
  );
}
