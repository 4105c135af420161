import type { ReactNode } from 'react';
import type { Loaded } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { formatCount, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/pull-requests.ts';
import { Segments } from '../ui/Segments.tsx';
import { useView } from '../view/use-view.ts';
import css from './page-tabs.module.css';

const TABS = [
  ['pull-requests', text.title],
  ['repositories', text.repositories],
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
      title={text.title}
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
            label={text.parts}
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
  if (all === null && reviewed === null) return text.none;
  return (
    <>
      {all === null ? null : mergedOf(all, copilot)}
      {byCopilot === null || reviewed === null || reviewed === 0
        ? null
        : reviewedOf({ byCopilot, reviewed, made, applied })}
      {text.whose}
    </>
  );
}

function mergedOf(all: number, copilot: number | null): ReactNode {
  const merged = <b>{text.pullRequests({ count: formatCount(all) })}</b>;
  return copilot === null || all === 0
    ? text.merged({ merged })
    : text.mergedByCopilot({ merged, share: formatValue(copilot / all, 'ratio') });
}

function reviewedOf({
  byCopilot,
  reviewed,
  made,
  applied,
}: {
  readonly byCopilot: number;
  readonly reviewed: number;
  readonly made: number | null;
  readonly applied: number | null;
}): ReactNode {
  const parts = { count: <b>{formatCount(byCopilot)}</b>, reviewed: formatCount(reviewed) };
  return made === null || applied === null || made === 0
    ? text.reviewed(parts)
    : text.reviewedAndApplied({ ...parts, made: formatCount(made), applied: formatValue(applied / made, 'ratio') });
}

function RepositoriesLead({ loaded }: { readonly loaded: Loaded | undefined }) {
  if (loaded?.kind !== 'ready') return null;
  const count = loaded.result.rows.filter((row) => row.repository !== null).length;
  if (count === 0) return text.noRepository;
  return text.repositoriesLead({ counted: <b>{text.repositoriesCounted({ count, counted: formatCount(count) })}</b> });
}
