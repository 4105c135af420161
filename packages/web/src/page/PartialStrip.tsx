import { type MetricQueryInput, reportsRead } from '@flightdeck/query';
import { formatDay, plural } from '../format/format.ts';
import * as words from '../text/page.ts';
import { Icon } from '../ui/icons.tsx';
import { missingDays } from '../view/missing-days.ts';
import { usePage, usePanelActions } from './context.ts';

/** Days named before they are counted. */
const NAMED = 3;

/** Says on the page which of its days are not in its numbers, of the reports its panels read, and where to fetch them. */
export function PartialStrip({ queries }: { readonly queries: readonly MetricQueryInput[] }) {
  const { status, asked } = usePage();
  const actions = usePanelActions();
  const missing = missingDays(status, actions.view.scope, asked.range, queries.flatMap(reportsRead));
  if (!missing) return null;
  const { days, scopes, reports, why } = missing;
  const named = days.slice(0, NAMED).map((day) => formatDay(day, asked.range.to.slice(0, 4)));
  const more = days.length - named.length;
  return (
    <div className="fd-strip" data-tone="warn" role="status">
      <Icon name="alert" />
      <span>
        <b>
          {words.noReport({
            reports: reports.join(', '),
            days:
              more > 0
                ? words.andMore({ days: named.join(', '), more: plural(more, words.moreDay) })
                : named.join(', '),
            scopes: scopes.join(', '),
          })}
        </b>{' '}
        {words.leftOut({ days: days.length })} {why}
      </span>
      <span style={{ flex: 1 }} />
      <button type="button" className="fd-button" onClick={() => actions.go('/data-health')}>
        {words.dataHealth}
      </button>
    </div>
  );
}
