import { historyExtent, historyScopes } from '../data/status/spans.ts';
import { formatRange } from '../format/format.ts';
import { usePage, usePanelActions } from '../page/context.ts';
import * as text from '../text/card.ts';

/** Which days and scopes the imported history has, and the way to see them when the page shows others. */
export function History({ scopes }: { readonly scopes: readonly string[] }) {
  const { asked, status } = usePage();
  const actions = usePanelActions();
  const extent = historyExtent(status, scopes);
  if (!extent) {
    const others = status.scopes.filter(({ scope, kind }) => kind === 'org' && historyScopes(status).has(scope));
    return others.length === 0 ? null : (
      <span className="fd-history">
        {text.historyOf}{' '}
        {others.slice(0, 3).map(({ label }) => (
          <button key={label} type="button" className="fd-linkish" {...actions.pick('organization', label)}>
            {label}
          </button>
        ))}
      </span>
    );
  }
  const isSeen = asked.range.from <= extent.from && asked.range.to >= extent.to;
  const to = status.range && status.range.to > extent.to ? status.range.to : extent.to;
  return (
    <span className="fd-history">
      {text.historyDays({ range: formatRange(extent) })}{' '}
      {isSeen ? null : (
        <button type="button" className="fd-linkish" onClick={() => actions.narrow(extent.from, to)}>
          {text.showHistory}
        </button>
      )}
    </span>
  );
}
