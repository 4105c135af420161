import { readFileSync } from 'node:fs';
import { ASKED_FOR_PANELS, findMetric, PANELS, PERSON_PANELS } from '@flightdeck/catalog';
import { OLD_SETTINGS, type OldSetting } from '../../packages/app/src/settings/given/old-settings.ts';
import { type DocumentKind, MOVED_INDEXES, UNREAD } from '../../packages/ingest/src/import-elastic/read/documents.ts';
import { cellsOf, code, formulaText } from './text.ts';

const FILE = new URL('../../docs/operate/coming-from-cuad.md', import.meta.url);

/** The page for people who come from the predecessor: written by hand, but for the tables between comments. */
export function comingFrom(): string {
  const tables = { settings: settings(), indexes: indexes(), panels: panels() };
  return Object.entries(tables).reduce(
    (text, [name, rows]) => {
      const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end of ${name} -->`];
      const [before, rest] = text.split(start);
      const after = rest?.split(end)[1];
      if (before === undefined || after === undefined) throw new Error(`${FILE.pathname} has no place for ${name}.`);
      return `${before}${start}\n${rows.join('\n')}\n${end}${after}`;
    },
    readFileSync(FILE, 'utf8'),
  );
}

/** Old settings with what became of them; those of one kind in one row. */
function settings(): readonly string[] {
  const sameAs = (old: OldSetting): string => `${old.takes} ${old.became}`;
  const kinds = [...new Set(OLD_SETTINGS.map(sameAs))];
  const rows = kinds.map((kind) => {
    const alike = OLD_SETTINGS.filter((old) => sameAs(old) === kind);
    const [{ takes, became } = { takes: null, became: '' }] = alike;
    const text = became.charAt(0).toUpperCase() + became.slice(1);
    return cellsOf([code(alike.map(({ name }) => name)), takes === null ? '–' : `\`${takes}\``, text]);
  });
  return ['| there | here | what became of it |', '|---|---|---|', ...rows];
}

const BECOMES: Readonly<Record<DocumentKind, string>> = {
  usage: 'History of the older API: metrics that begin with `legacy_`, up to 2 April 2026.',
  seat: 'Who had a seat on each day; joined with the people of the reports.',
  'seat-summary': 'Counts of seats, of the billing cycle and by plan, of each day.',
  person: "People's days, with ids; they fill days that no daily report has.",
  credit: 'AI credits by person, model and SKU: metrics that begin with `billed_`.',
  'credit-csv': 'The same, as the CSV of the bill has it.',
};

function indexes(): readonly string[] {
  const moved = MOVED_INDEXES.map(({ name, report, kind }) => cellsOf([`\`${name}\``, `\`${report}\``, BECOMES[kind]]));
  const unread = Object.entries(UNREAD).map(([name, why]) => cellsOf([`\`${name}\``, '–', `Not read: ${why}.`]));
  return ['| index | report here | what becomes of it |', '|---|---|---|', ...moved, ...unread];
}

function panels(): readonly string[] {
  const known = new Map([...PANELS, ...PERSON_PANELS].map((panel) => [panel.id, panel]));
  const rows = ASKED_FOR_PANELS.map(({ dashboard, row, title, panels: ids, metrics, note = '' }) => {
    const shown = ids.flatMap((id) => known.get(id) ?? []);
    const pages = [...new Set(shown.map(({ page }) => page))].join(', ');
    const formulas = metrics.flatMap((name) => {
      const metric = findMetric(name);
      return metric ? [`\`${name}\` = ${formulaText(metric.formula)}`] : [];
    });
    return cellsOf([
      dashboard.endsWith('Original') ? 'Original' : 'Advanced',
      row,
      title,
      pages,
      shown.map((panel) => panel.title).join(' · '),
      formulas.join(' · '),
      note,
    ]);
  });
  return [
    '| dashboard | row | panel there | page | panel here | number here and its formula | how it differs, or why not |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ];
}
