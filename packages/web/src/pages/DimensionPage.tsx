import { DIMENSION_PAGES, type DimensionPage, findDimension, isRest, LEAST_VOLUME } from '@flightdeck/catalog';
import { notReported } from '../card/not-reported.ts';
import type { Loaded } from '../data/hooks.ts';
import { namedRows, ratedRows } from '../data/rated-rows.ts';
import { countOf } from '../format/count-of.ts';
import { formatCount, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';

/** A page about one dimension: how many, which are accepted most, at which rate, one by one and over time. */
const pageFor = (name: string) => () => {
  const page = DIMENSION_PAGES.find((item) => item.page === name);
  return page ? (
    <PanelPage
      page={page.page}
      title={page.title}
      lead={(answers) => <Lead page={page} loaded={answers.get(`${page.page}-rates`)} />}
    />
  ) : null;
};

export const TeamsPage = pageFor('teams');
export const LanguagesPage = pageFor('languages');
export const EditorsPage = pageFor('editors');
export const ModelsPage = pageFor('models');
export const FeaturesPage = pageFor('features');

function Lead({ page, loaded }: { readonly page: DimensionPage; readonly loaded: Loaded | undefined }) {
  if (loaded?.kind !== 'ready') return null;
  const { dimension } = page;
  const rate = page.completions ? 'completion_acceptance_rate' : 'acceptance_rate';
  const named = namedRows(loaded.result.rows, dimension).length;
  if (named === 0)
    return `${notReported(loaded.result.notes) || `No ${findDimension(dimension)?.plural ?? dimension} were reported for these days and filters.`} ${page.leavesOut}`;
  // What nobody can accept by a built-in action stands at zero and is not the worst of anything.
  const rows = ratedRows(loaded.result, dimension, rate, LEAST_VOLUME).rows.filter(
    (row) => row.now > 0 && !isRest(dimension, row.value),
  );
  const [best, least] = [rows[0], rows.at(-1)];
  return (
    <>
      <b>{countOf(dimension, named)}</b>
      {best && least && best !== least ? (
        <>
          . The largest part is accepted for <b>{best.label}</b>, {formatValue(best.now, 'ratio')} of{' '}
          {formatCount(best.under)}; the smallest for {least.label}, {formatValue(least.now, 'ratio')} of{' '}
          {formatCount(least.under)}.{' '}
        </>
      ) : (
        '. '
      )}
      {page.leavesOut}
    </>
  );
}
