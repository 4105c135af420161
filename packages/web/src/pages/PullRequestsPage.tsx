import type { Loaded } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { formatCount, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import { Segments } from '../ui/Segments.tsx';
import { useView } from '../view/use-view.ts';
import css from './page-tabs.module.css';

const TABS = [
  ['pull-requests', 'Pull requests'],
  ['repositories', 'Repositories'],
] as const;

/** Pull requests and, on a tab of their own, repositories. */
export function PullRequestsPage() {
  const { view, setView } = useView();
  const page = view.local.tab === 'repositories' ? 'repositories' : 'pull-requests';
  const { tab: _, ...rest } = view.local;
  return (
    <PanelPage
      key={page}
      page={page}
      title="Pull requests"
      lead={(answers) =>
        page === 'repositories' ? (
          <RepositoriesLead loaded={answers.get('repositories-merged')} />
        ) : (
          <Lead
            merged={answers.get('pull-requests-flow')}
            reviews={answers.get('pull-requests-reviews')}
            suggestions={answers.get('pull-requests-suggestions')}
          />
        )
      }
      tabs={
        <div className={css.root}>
          <Segments
            label="Part of the page"
            choices={TABS}
            value={page}
            onChange={(tab) => setView({ ...view, local: tab === 'pull-requests' ? rest : { ...rest, tab } })}
          />
        </div>
      }
    />
  );
}

function totalOf(loaded: Loaded | undefined, name: string): number | null {
  return loaded?.kind === 'ready' ? numberOf(loaded.result.total?.[name]) : null;
}

function Lead({
  merged,
  reviews,
  suggestions,
}: {
  readonly merged: Loaded | undefined;
  readonly reviews: Loaded | undefined;
  readonly suggestions: Loaded | undefined;
}) {
  if (merged?.kind !== 'ready' || reviews?.kind !== 'ready' || suggestions?.kind !== 'ready') return null;
  const all = totalOf(merged, 'pull_requests_merged');
  const copilot = totalOf(merged, 'pull_requests_merged_created_by_copilot');
  const [reviewed, byCopilot] = [
    totalOf(reviews, 'pull_requests_reviewed'),
    totalOf(reviews, 'pull_requests_reviewed_by_copilot'),
  ];
  const [made, applied] = [
    totalOf(suggestions, 'copilot_suggestions'),
    totalOf(suggestions, 'copilot_suggestions_applied'),
  ];
  if (all === null && reviewed === null) return 'No pull requests were reported for these days and filters.';
  return (
    <>
      {all === null ? null : (
        <>
          <b>{formatCount(all)} pull requests</b> were merged
          {copilot === null || all === 0 ? '' : `, ${formatValue(copilot / all, 'ratio')} of them opened by Copilot`}.{' '}
        </>
      )}
      {byCopilot === null || reviewed === null || reviewed === 0 ? null : (
        <>
          Copilot reviewed <b>{formatCount(byCopilot)}</b> of {formatCount(reviewed)} reviewed ones
          {made === null || applied === null || made === 0
            ? ''
            : ` and made ${formatCount(made)} suggestions, of which ${formatValue(applied / made, 'ratio')} were applied`}
          .{' '}
        </>
      )}
      All pull requests of the scope, whoever wrote them; GitHub tells them by no team or person.
    </>
  );
}

function RepositoriesLead({ loaded }: { readonly loaded: Loaded | undefined }) {
  if (loaded?.kind !== 'ready') return null;
  const count = loaded.result.rows.filter((row) => row.repository !== null).length;
  if (count === 0)
    return 'No repository was reported for these days and filters. GitHub reports repositories since 17 Jul 2026, and only those with pull requests that day.';
  return (
    <>
      <b>
        {formatCount(count)} {count === 1 ? 'repository' : 'repositories'}
      </b>{' '}
      had pull requests. GitHub reports repositories since 17 Jul 2026, and only those with pull requests that day; a
      renamed one keeps its numbers.
    </>
  );
}
