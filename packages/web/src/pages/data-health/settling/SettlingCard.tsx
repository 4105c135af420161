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
import * as text from '../../../text/pages/data-health.ts';
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
      title={text.settling}
      says={
        curve
          ? text.settlingOf({
              measure: curve.label,
              days: plural(curve.days, 'day'),
              scope: scopeLabel(parseScope(curve.scope)),
            })
          : text.settlingSays
      }
      span={5}
      switches={
        curve && curves ? (
          <>
            {scopes.length > 1 ? (
              <BarMenu
                label={text.settlingScope}
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
              label={text.settlingMeasure}
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
      how={<Explain title={text.settling}>{text.settlingHow}</Explain>}
      table={chart && !chart.isStill ? chart.table : undefined}
      csv={async () => csvText(toLines(curves ?? []))}
      sentence={chart?.sentence}
    >
      {isError ? (
        <Failed problem={problemOf(error)} retry={() => void refetch()} />
      ) : !curves ? (
        <Skeleton height={HEIGHT} />
      ) : !chart || !curve ? (
        <State icon="empty" title={text.noneWatched}>
          {text.whenWatched}
        </State>
      ) : chart.isStill ? (
        <State icon="check" title={text.nothingChanged}>
          {text.stayedSame({
            count: curve.days,
            days: plural(curve.days, 'day'),
            measure: curve.label.toLowerCase(),
          })}
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
