// Writes what is generated from the catalogue; with --check only compares and names what is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  ASKED_FOR_PANELS,
  CAUSES,
  CHECKLIST,
  DIMENSIONS,
  FACTS,
  findMetric,
  formatSource,
  IGNORED_PATHS,
  MEASURES,
  METRICS,
  metricsDrawn,
  NOT_ASKABLE,
  PANELS,
  PERSON_PANELS,
} from '@flightdeck/catalog';
import type { Setting } from '../packages/app/src/settings/setting.ts';
import { SETTING_GROUPS } from '../packages/app/src/settings/settings.ts';
import { chartRules, FLAVOURS, grafanaFiles, ownHealthFiles, tokenOfFile } from '../packages/grafana/src/index.ts';
import { comingFrom } from './generate/coming-from.ts';
import { cellsOf, code, formulaText } from './generate/text.ts';

function metricReference(): string {
  const lines = [
    '# Metric reference',
    '',
    'Generated from the catalogue by `node scripts/generate.ts`; do not edit.',
    '',
    '## Metrics',
    '',
  ];
  for (const metric of METRICS) {
    const panels = PANELS.filter((panel) => metricsDrawn(panel).includes(metric.name));
    lines.push(
      `### \`${metric.name}\``,
      '',
      `**${metric.label}** (${metric.unit}). ${metric.definition}`,
      '',
      `- Formula: ${formulaText(metric.formula)} (version ${metric.version})`,
      `- Population: ${metric.population}`,
      `- Source: ${formatSource(metric)}`,
      `- Better: ${metric.better}`,
      ...metric.caveats.map((caveat) => `- Caveat: ${caveat}`),
      ...(panels.length > 0
        ? [`- Shown in: ${[...new Set(panels.map((panel) => `${panel.page} (${panel.title})`))].join(', ')}`]
        : []),
      '',
    );
  }
  lines.push('## Dimensions', '', '| name | label | meaning |', '|---|---|---|');
  for (const dimension of DIMENSIONS) lines.push(`| \`${dimension.name}\` | ${dimension.label} | ${dimension.says} |`);
  lines.push('', '## Facts', '', '| table | one row is | from |', '|---|---|---|');
  for (const fact of FACTS)
    lines.push(`| \`${fact.name}\` | (${fact.grain.join(', ')}): ${fact.says} | ${fact.report} |`);
  lines.push('', '## Stored, but not to be asked for', '', '| table | columns | why |', '|---|---|---|');
  for (const { facts, columns, why } of NOT_ASKABLE)
    lines.push(`| ${code(facts)} | ${columns === null ? 'all' : code(columns)} | ${why} |`);
  lines.push(
    '',
    '## What leaving something out means',
    '',
    'On a day with a report, from the first day on which GitHub reports it. All other fields left out are not known, never 0.',
    'Where a place left out means none, a sum or a count of people over it is 0 for everybody in the user report without it.',
    'A figure of the last day never reaches back over a report without it; one that had nothing to measure does, and says the day.',
    '',
    '| left out | means |',
    '|---|---|',
  );
  for (const [path, means] of absences()) lines.push(`| \`${path}\` | ${means} |`);
  lines.push('', '## Paths of GitHub that no table stores', '', '| path | why |', '|---|---|');
  for (const ignored of IGNORED_PATHS) lines.push(`| \`${ignored.path}\` | ${ignored.why} |`);
  return `${lines.join('\n')}\n`;
}

/** Panels of the asked-for system that one of the panels stands for, with the dashboard they are on. */
function askedFor(ids: readonly string[]): string {
  const theirs = ASKED_FOR_PANELS.filter(({ panels }) => panels.some((id) => ids.includes(id)));
  return theirs
    .map(({ dashboard, title }) => `${title}${dashboard.endsWith('Original') ? ' (Original)' : ''}`)
    .join(' · ');
}

/** Fields and places of GitHub's reports whose absence is no gap: each with what it means, in the order of the facts. */
function absences(): readonly (readonly [path: string, means: string])[] {
  const found = new Map<string, string>();
  for (const { name, sources, columns } of FACTS) {
    if (name.startsWith('legacy_')) continue;
    for (const { at, absent } of sources) if (absent === 'none') found.set(at, 'none of it: 0');
    for (const { name: column, absent, since } of columns) {
      if (absent === 'none') found.set(`${name}.${column}`, `none: 0, from ${since}`);
      if (absent === 'nothing') found.set(`${name}.${column}`, 'nothing to measure: no value');
    }
  }
  return [...found];
}

/** Each thing that must be shown: the pages and panels it is on, its metrics, and where GitHub reports them. */
function panelTable(): string {
  const panels = new Map([...PANELS, ...PERSON_PANELS].map((panel) => [panel.id, panel]));
  const placesOf = (ids: readonly string[]) => {
    const shown = ids.flatMap((id) => panels.get(id) ?? []);
    return [
      [...new Set(shown.map(({ page }) => page))].join(', '),
      shown.map(({ title }) => title).join(' · '),
    ] as const;
  };
  const lines = [
    '# What is shown where',
    '',
    'Generated from the catalogue by `node scripts/generate.ts`; do not edit. A test fails when a panel or a metric of a row is gone.',
    'The last column names the panels of the [Copilot Usage Advanced Dashboard](operate/coming-from-cuad.md) that the same panels stand for.',
    '',
    '| section | what | page | panel | metrics | source | in the asked-for system |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const { section, row, panels: ids, metrics, note } of CHECKLIST) {
    const cells = [
      section,
      note === undefined ? row : `${row}. ${note}`,
      ...placesOf(ids),
      code(metrics),
      [
        ...new Set(metrics.map((name) => findMetric(name)).flatMap((metric) => (metric ? formatSource(metric) : []))),
      ].join(' · '),
      askedFor(ids),
    ];
    lines.push(cellsOf(cells));
  }
  return `${lines.join('\n')}\n`;
}

/** Each cause a difference can be taken apart into, in the order it is looked for. */
function causeTable(): string {
  const lines = [
    '# Causes of a difference',
    '',
    'Generated from the catalogue by `node scripts/generate.ts`; do not edit. They are looked for in this order; `theirs` and',
    '`ours` stand for how either side does it. [How a difference is taken apart](reconcile.md).',
    '',
    '| name | cause | what is said | source |',
    '|---|---|---|---|',
  ];
  for (const { name, label, sentence, source } of CAUSES) {
    const said = sentence.replaceAll(/\{(\w+)\}/g, '*$1*');
    lines.push(`| \`${name}\` | ${label} | ${said} | ${source} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** Every setting: what it is for, its default, and whether the settings page changes it. */
function settingTables(): string {
  const lines = [
    '# Settings',
    '',
    'Generated from the table of settings by `node scripts/generate.ts`; do not edit. `flightdeck config` prints the values in effect and where',
    'each comes from; the page *Settings* shows the same to administrators.',
    '',
    'Every setting is an environment variable, a line of a `.env` file in the current folder, or a key of `flightdeck.config.json`.',
    '`NAME_FILE` names a file whose content is the value. A flag goes before the environment, that before `.env`, that before the',
    'configuration file, and that before what was changed on the page.',
    'Names of the Copilot Usage Advanced Dashboard are [understood](coming-from-cuad.md#settings) where ours are not given.',
    'A change on the page takes effect at once and is stored in `FLIGHTDECK_DATA/settings`, secrets in a file of their own; everything else',
    'takes effect at the next start. Settings of GitHub marked with * may end in `__HOST` for a further host (`GITHUB_TOKEN__BIG_GHE_COM`).',
    '',
  ];
  for (const { title, settings } of SETTING_GROUPS) {
    lines.push(`## ${title}`, '', '| setting | what for | default | on the page |', '|---|---|---|---|');
    for (const { name, says, default: usual, page, secret, perHost } of settings as readonly Setting[]) {
      const marks = `${perHost ? ' *' : ''}${secret ? ' (secret)' : ''}`;
      lines.push(cellsOf([`\`${name}\`${marks}`, says, usual === null ? '' : `\`${usual}\``, page ? page.label : '']));
    }
    lines.push('');
  }
  return lines.join('\n');
}

/** The provisioning folders of Grafana: the one to mount by itself, and one a data source that reads the cluster. */
function grafanaFolders(): (readonly [file: string, text: string])[] {
  const places = { url: 'http://localhost:8080', storeUrl: 'http://localhost:9200', token: null };
  return Object.values(FLAVOURS).flatMap((flavour) => {
    const folder = `deploy/grafana/provisioning${flavour.readsApi ? '' : `-${flavour.name}`}`;
    return grafanaFiles(flavour, places).map(({ path, text }) => [`${folder}/${path}`, text] as const);
  });
}

/** The data source of compose.cluster.yaml, which finds its token in a file that Flightdeck makes. */
function composeDatasource(): readonly [file: string, text: string] {
  const places = { url: 'http://localhost:8080', storeUrl: '', token: tokenOfFile('/tokens/grafana') };
  const file = 'datasources/flightdeck.yaml';
  const { text = '' } = grafanaFiles(FLAVOURS.infinity, places).find(({ path }) => path === file) ?? {};
  return [`deploy/grafana/compose/${file}`, text];
}

/** The names of the catalogue as types. */
function nameTypes(): string {
  const union = (type: string, says: string, items: readonly { readonly name: string }[]): string => {
    const names = [...new Set(items.map(({ name }) => name))].sort();
    return `/** ${says} */\nexport type ${type} =\n${names.map((name) => `  | '${name}'`).join('\n')};\n`;
  };
  return [
    '// Generated from the catalogue by `node scripts/generate.ts`; do not edit.',
    '',
    union('MetricName', 'Name of a metric.', METRICS),
    union('MeasureName', 'Name of a measure.', MEASURES),
    union('DimensionName', 'Name of a dimension.', DIMENSIONS),
    union('FactName', 'Name of a fact.', FACTS),
    union('CauseName', 'Name of a cause of a difference.', CAUSES),
  ].join('\n');
}

const WRITTEN: readonly (readonly [file: string, text: string])[] = [
  ['docs/metrics.md', metricReference()],
  ['docs/panels.md', panelTable()],
  ['docs/causes.md', causeTable()],
  ['docs/operate/configure.md', settingTables()],
  ['docs/operate/coming-from-cuad.md', comingFrom()],
  ['packages/catalog/src/names.ts', nameTypes()],
  ...grafanaFolders(),
  ...ownHealthFiles('prometheus').map(({ path, text }) => [`deploy/grafana/own-health/${path}`, text] as const),
  ['deploy/helm/flightdeck/rules/flightdeck.yaml', chartRules()],
  composeDatasource(),
];
for (const [file, text] of WRITTEN) {
  const target = new URL(`../${file}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    mkdirSync(new URL('.', target), { recursive: true });
    writeFileSync(target, text);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${file} is out of date: run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}
