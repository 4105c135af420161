import { describe, expect, it } from 'vitest';
import { contrast, deltaE2000, difference, type Vision } from './color-science.ts';
import { cssVariables, THEMES, type ThemeName } from './tokens.ts';

const VISIONS: readonly Vision[] = ['normal', 'protan', 'deutan', 'tritan'];

/** Floors stated in the look book, §2. */
const FLOORS = {
  light: {
    text3: 4.83,
    semantic: 4.96,
    mark: 3.07,
    cell: 4.65,
    next: 17.9,
    any: 9.5,
    pair: 31.5,
    bands: 11.1,
    compare: 10.2,
    goodBad: 10,
  },
  dark: {
    text3: 4.9,
    semantic: 6.32,
    mark: 3.72,
    cell: 4.69,
    next: 18,
    any: 10.2,
    pair: 32.9,
    bands: 12.6,
    compare: 9.3,
    goodBad: 8.4,
  },
} as const;

/** The floors are printed with one or two decimals. */
const ROUNDING = 0.06;

const leastDifference = (pairs: readonly (readonly [string, string])[]): number =>
  Math.min(...pairs.flatMap(([a, b]) => VISIONS.map((vision) => difference(a, b, vision))));

const neighbours = (colors: readonly string[]): [string, string][] =>
  colors.slice(1).map((color, index) => [colors[index] ?? '', color]);

describe.each(['light', 'dark'] as const)('%s theme', (name: ThemeName) => {
  const theme = THEMES[name];
  const floor = FLOORS[name];

  it('keeps the weakest text readable on every background it may stand on', () => {
    const { canvas, surface, raised, sunken, hover, text3 } = theme.neutral;
    const worst = Math.min(...[canvas, surface, raised, sunken, hover].map((ground) => contrast(text3, ground)));
    expect(worst).toBeGreaterThanOrEqual(floor.text3 - ROUNDING);
  });

  it('keeps semantic text readable on its own soft ground', () => {
    const { good, goodSoft, bad, badSoft, warn, warnSoft, info, infoSoft } = theme.semantic;
    const pairs = [
      [good, goodSoft],
      [bad, badSoft],
      [warn, warnSoft],
      [info, infoSoft],
    ] as const;
    expect(Math.min(...pairs.map(([a, b]) => contrast(a, b)))).toBeGreaterThanOrEqual(floor.semantic - ROUNDING);
  });

  it('keeps every mark visible on a card', () => {
    const marks = [
      ...Object.values(theme.metric).map((metric) => metric.strong),
      ...theme.series,
      ...Object.values(theme.bands),
    ];
    expect(Math.min(...marks.map((mark) => contrast(mark, theme.neutral.surface)))).toBeGreaterThanOrEqual(
      floor.mark - ROUNDING,
    );
  });

  it('lets a number be read on any heatmap cell in white or ink', () => {
    const inks = [THEMES.dark.neutral.canvas, '#ffffff'];
    const cells = [...theme.sequential, ...theme.diverging];
    const worst = Math.min(...cells.map((cell) => Math.max(...inks.map((ink) => contrast(ink, cell)))));
    expect(worst).toBeGreaterThanOrEqual(floor.cell - ROUNDING);
  });

  it('keeps neighbouring series, and any two of the ten, apart for every kind of colour vision', () => {
    expect(leastDifference(neighbours(theme.series))).toBeGreaterThanOrEqual(floor.next - ROUNDING);
    const all = theme.series.flatMap((a, i) => theme.series.slice(i + 1).map((b) => [a, b] as const));
    expect(leastDifference(all)).toBeGreaterThanOrEqual(floor.any - ROUNDING);
  });

  it('keeps accepted apart from suggested, and neighbouring bands apart', () => {
    const { accepted, suggested } = theme.metric;
    expect(leastDifference([[accepted.strong, suggested.strong]])).toBeGreaterThanOrEqual(floor.pair - ROUNDING);
    expect(leastDifference(neighbours(Object.values(theme.bands)))).toBeGreaterThanOrEqual(floor.bands - ROUNDING);
  });

  it('keeps the compared period apart from every metric', () => {
    const pairs = Object.values(theme.metric).map((metric) => [theme.role.compare, metric.strong] as const);
    expect(leastDifference(pairs)).toBeGreaterThanOrEqual(floor.compare - ROUNDING);
  });

  it('keeps good apart from bad as far as stated; sign and arrow carry the rest', () => {
    expect(leastDifference([[theme.semantic.good, theme.semantic.bad]])).toBeGreaterThanOrEqual(
      floor.goodBad - ROUNDING,
    );
  });
});

describe('colour science', () => {
  it('agrees with the published CIEDE2000 test pairs', () => {
    expect(deltaE2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 3);
    expect(deltaE2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 3);
  });

  it('gives 21 for black on white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  });
});

describe('CSS variables', () => {
  it('name every token of both themes alike', () => {
    expect(Object.keys(cssVariables('light')).sort()).toEqual(Object.keys(cssVariables('dark')).sort());
    expect(cssVariables('light')).toMatchObject({
      '--fd-text2': '#434a58',
      '--fd-metric-accepted-soft': '#d3e9e9',
      '--fd-series-10': '#a064a7',
      '--fd-accent': '#2457c5',
      '--fd-accent-soft': '#e8eefb',
    });
  });
});
