import { DIMENSIONS, METRICS, PANELS } from '@flightdeck/catalog';
import { isolated } from '@flightdeck/query';
import type { PagePath } from '../../place/paths.ts';
import * as words from '../../text/shell/palette.ts';
import { PRESET_LABELS } from '../../view/range.ts';
import { addFilter, DEFAULT_VIEW, PRESETS, type View } from '../../view/view.ts';
import type { NavPage } from '../pages.ts';

/** What a chosen command does. */
export type CommandAction =
  | { readonly kind: 'go'; readonly path: PagePath; readonly panel?: string }
  | { readonly kind: 'large'; readonly panel: string }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'person'; readonly login: string }
  | { readonly kind: 'theme' }
  | { readonly kind: 'share' }
  | { readonly kind: 'print' }
  | { readonly kind: 'sign_out' }
  | { readonly kind: 'keys' };

/** One line of the list under Ctrl+K. */
export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Said smaller at the right; searched too. */
  readonly aside: string;
  readonly action: CommandAction;
}

/** Groups in the order they are listed. */
const COMMAND_GROUPS = Object.values(words.groups);

/** Everything that has a name before any value is asked for: pages, things to do, panels, metrics. */
export function fixedCommands(pages: readonly NavPage[], view: View): Command[] {
  const goPage = (page: string): NavPage | undefined =>
    pages.find(({ path }) => path === (page === 'overview' ? '/' : `/${page}`));
  const change = (label: string, aside: string, next: View): Command => ({
    id: `do-${label}`,
    group: words.groups.do,
    label,
    aside,
    action: { kind: 'view', view: next },
  });
  const panels = PANELS.flatMap((panel): Command[] => {
    const page = goPage(panel.page);
    return page === undefined || panel.chart === 'tile' || panel.chart === 'figure'
      ? []
      : [
          {
            id: `panel-${panel.id}`,
            group: words.groups.panels,
            label: panel.title,
            aside: page.label,
            action: { kind: 'go', path: page.path, panel: panel.id },
          },
        ];
  });
  const metrics = METRICS.flatMap((metric): Command[] => {
    const panel = PANELS.find(({ metrics, page }) => metrics.includes(metric.name) && goPage(page) !== undefined);
    const drawn = PANELS.find(
      ({ metrics, chart }) => metrics.includes(metric.name) && chart !== 'tile' && chart !== 'figure',
    );
    const action: CommandAction | null = drawn
      ? { kind: 'large', panel: drawn.id }
      : panel
        ? { kind: 'go', path: goPage(panel.page)?.path ?? '/' }
        : null;
    return action
      ? [{ id: `metric-${metric.name}`, group: words.groups.metrics, label: metric.label, aside: metric.name, action }]
      : [];
  });
  return [
    ...pages.map(
      ({ path, label, group, key }): Command => ({
        id: `page-${path}`,
        group: words.groups.pages,
        label,
        aside: [group, words.keyOf({ key: key.toUpperCase() })].filter(Boolean).join(' · '),
        action: { kind: 'go', path },
      }),
    ),
    ...PRESETS.map((range) => change(PRESET_LABELS[range], words.range, { ...view, range })),
    change(words.comparePrevious, words.compare, { ...view, compare: 'previous' }),
    change(words.compareYear, words.compare, { ...view, compare: 'year' }),
    change(words.compareNothing, words.compare, { ...view, compare: 'off' }),
    change(words.byDay, words.grain, { ...view, grain: 'day' }),
    change(words.byWeek, words.grain, { ...view, grain: 'week' }),
    change(words.byMonth, words.grain, { ...view, grain: 'month' }),
    change(words.clearFilters, 'X', { ...view, filters: DEFAULT_VIEW.filters }),
    {
      id: 'do-theme',
      group: words.groups.do,
      label: words.changeTheme,
      aside: words.themes,
      action: { kind: 'theme' },
    },
    { id: 'do-share', group: words.groups.do, label: words.copyLink, aside: 'S', action: { kind: 'share' } },
    { id: 'do-print', group: words.groups.do, label: words.print, aside: words.printAside, action: { kind: 'print' } },
    { id: 'do-keys', group: words.groups.do, label: words.keys, aside: '?', action: { kind: 'keys' } },
    ...panels,
    ...metrics,
  ];
}

/** For whoever is signed in at Flightdeck itself. */
export const SIGN_OUT: Command = {
  id: 'do-sign-out',
  group: words.groups.do,
  label: words.signOut,
  aside: words.signOutAside,
  action: { kind: 'sign_out' },
};

/** Filtering by a value of a dimension. */
export function valueCommand(view: View, dimension: string, value: string, label: string): Command {
  const name = DIMENSIONS.find((item) => item.name === dimension)?.label ?? dimension;
  return {
    id: `value-${dimension}-${value}`,
    group: words.groups.filter,
    label,
    aside: words.isValue({ dimension: name }),
    action: { kind: 'view', view: addFilter(view, dimension, value) },
  };
}

/** The page of one person. */
export const personCommand = (login: string): Command => ({
  id: `person-${login}`,
  group: words.groups.people,
  label: isolated(login),
  aside: words.person,
  action: { kind: 'person', login },
});

/** Most lines of one group that are listed at once. */
const MOST_OF_GROUP = 7;

/** Lower is better; null = some word of the search is nowhere in the command. */
function rank({ label, aside }: Command, words: readonly string[]): number | null {
  const [name, rest] = [label.toLowerCase(), aside.toLowerCase()];
  let sum = 0;
  for (const word of words) {
    if (name.startsWith(word)) sum += 0;
    else if (name.includes(` ${word}`)) sum += 1;
    else if (name.includes(word)) sum += 2;
    else if (rest.includes(word)) sum += 4;
    else return null;
  }
  return sum;
}

/** The commands whose name or aside has every word, best first inside their group; pages and deeds when nothing is typed. */
export function searchCommands(commands: readonly Command[], wanted: string): Command[] {
  const parts = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return COMMAND_GROUPS.flatMap((group) => {
    const ranked = commands
      .filter((command) => command.group === group)
      .flatMap((command) => {
        const at = rank(command, parts);
        return at === null ? [] : [{ command, at }];
      })
      .sort((a, b) => a.at - b.at);
    if (parts.length === 0 && group !== words.groups.pages && group !== words.groups.do) return [];
    return ranked.slice(0, parts.length === 0 ? 20 : MOST_OF_GROUP).map(({ command }) => command);
  });
}
