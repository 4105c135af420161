import { parseScope, scopeLabel } from '@flightdeck/catalog';
import { csvText } from '@flightdeck/query';
import { useState } from 'react';
import { Card } from '../../../card/Card.tsx';
import { Explain } from '../../../card/how/Explain.tsx';
import { problemOf } from '../../../data/hooks.ts';
import { useSettling } from '../../../data/restatements.ts';
import type { SettlingCurve, Status } from '../../../data/status/status.ts';
import { plural } from '../../../format/format.ts';
import { BarMenu } from '../../../shell/bar/BarMenu.tsx';
import { Failed, Skeleton, State } from '../../../ui/State.tsx';
import { useView } from '../../../view/use-view.ts';
import { prepareSettling } from './prepare-settling.ts';
import { SettlingPlot } from './SettlingPlot.tsx';

const HEIGHT = 190;

/** How fast days settle: the share of the final value known one to seven days after. */
export function SettlingCard({ status }: { readonly status: Status }) {
  const { view } = useView();
  const { data: curves, isError, error, refetch } = useSettling(status, view.scope);
  const [measure, setMeasure] = useState('user_day.rows');
  const [scope, setScope] = useState<string | null>(null);
  const scopes = [...new Set(curves?.map((curve) => curve.scope))];
  const chosen = scope !== null && scopes.includes(scope) ? scope : (scopes[0] ?? null);
  const ofScope = curves?.filter((curve) => curve.scope === chosen) ?? [];
  const curve = ofScope.find((item) => item.measure === measure) ?? ofScope[0];
  const chart = curve ? prepareSettling(curve) : null;
  return (
    <Card
      id="health-settling"
      title="How fast days settle"
      says={
        curve
          ? `${curve.label} known after n days, of ${plural(curve.days, 'day')} of ${scopeLabel(parseScope(curve.scope))}; the band holds 8 of 10`
          : 'Share of the final value known after n days'
      }
      span={5}
      switches={
        curve && curves ? (
          <>
            {scopes.length > 1 ? (
              <BarMenu
                label="Scope of the curve"
                width={240}
                align="end"
                choices={scopes.map((value) => ({ value, label: scopeLabel(parseScope(value)) }))}
                value={curve.scope}
                onChoose={setScope}
              >
                {scopeLabel(parseScope(curve.scope))}
              </BarMenu>
            ) : null}
            <BarMenu
              label="Measure of the curve"
              width={180}
              align="end"
              choices={ofScope.map((item) => ({ value: item.measure, label: item.label }))}
              value={curve.measure}
              onChoose={setMeasure}
            >
              {curve.label}
            </BarMenu>
          </>
        ) : null
      }
      how={
        <Explain title="How fast days settle">
          For every day of the people’s report that is final now and was received before it was: what was known of it at
          the end of each UTC day after, as part of what it is now. The line is the median day. A day that had not been
          received yet counts at no point; GitHub calls a day final after three full UTC days.
        </Explain>
      }
      table={chart && !chart.isStill ? chart.table : undefined}
      csv={async () => csvText(toLines(curves ?? []))}
      sentence={chart?.sentence}
    >
      {isError ? (
        <Failed problem={problemOf(error)} retry={() => void refetch()} />
      ) : !curves ? (
        <Skeleton height={HEIGHT} />
      ) : !chart || !curve ? (
        <State icon="empty" title="No day has been watched yet">
          A day counts when it was received before it was final, and is final now. After a week of daily syncs there are
          some.
        </State>
      ) : chart.isStill ? (
        <State icon="check" title="Nothing has changed">
          {plural(curve.days, 'day')} {curve.days === 1 ? 'was' : 'were'} received before GitHub called{' '}
          {curve.days === 1 ? 'it' : 'them'} final; {curve.label.toLowerCase()} stayed the same since.
        </State>
      ) : (
        <SettlingPlot chart={chart} />
      )}
    </Card>
  );
}

function toLines(curves: readonly SettlingCurve[]): (string | number)[][] {
  return [
    ['scope', 'measure', 'days_after', 'days', 'median', 'low', 'high'],
    ...curves.flatMap(({ scope, measure, points }) =>
      points.map(({ daysAfter, days, median, low, high }) => [scope, measure, daysAfter, days, median, low, high]),
    ),
  ];
}
