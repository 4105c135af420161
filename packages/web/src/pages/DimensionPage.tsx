import {
  DIMENSION_PAGES,
  type DimensionPage,
  findDimension,
  isRest,
  LEAST_VOLUME,
  OUTPUTS,
  populationOf,
} from '@flightdeck/catalog';
import { notReported } from '../card/not-reported.ts';
import type { Loaded } from '../data/hooks.ts';
import { namedRows, ratedRows } from '../data/rated-rows.ts';
import { countOf } from '../format/count-of.ts';
import { formatCount, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/dimension.ts';
import { useView } from '../view/use-view.ts';

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
  const { view } = useView();
  const { rate, noun } = OUTPUTS[populationOf(page.page, view.outputs)];
  if (loaded?.kind !== 'ready') return null;
  const { dimension } = page;
  const named = namedRows(loaded.result.rows, dimension).length;
  if (named === 0)
    return `${notReported(loaded.result.notes) || text.noneReported({ plural: findDimension(dimension)?.plural ?? dimension })} ${page.leavesOut}`;
  // What nobody can accept by a built-in action stands at zero and is not the worst of anything.
  const rows = ratedRows(loaded.result, dimension, rate, LEAST_VOLUME).rows.filter(
    (row) => row.now > 0 && !isRest(dimension, row.value),
  );
  const [best, least] = [rows[0], rows.at(-1)];
  const counted = <b>{countOf(dimension, named)}</b>;
  const partOf = ({ now, under }: { readonly now: number; readonly under: number }) => ({
    rate: formatValue(now, 'ratio'),
    of: formatCount(under),
  });
  return (
    <>
      {best && least && best !== least
        ? text.bestAndLeast({
            counted,
            best: { name: <b>{best.label}</b>, ...partOf(best) },
            least: { name: least.label, ...partOf(least) },
            what: noun,
          })
        : text.count({ counted })}
      {page.leavesOut}
    </>
  );
}
