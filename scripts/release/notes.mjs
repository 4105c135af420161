// `node scripts/release/notes.mjs VERSION`: prints the notes of a release from CHANGELOG.md, once it is sure that package and chart are of
// that version.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The notes of a version: what stands below its heading, without links to files of this checkout. Throws where there is none, or nothing below it. */
export function toNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => firstWord(text) === version);
  if (section === undefined) {
    const known = sections.map(firstWord).join(', ') || 'none';
    throw new Error(`CHANGELOG.md has no section "## ${version}"; its sections are: ${known}.`);
  }
  const notes = section.slice(section.indexOf('\n') + 1).trim();
  if (notes === '' || !section.includes('\n')) throw new Error(`The section "## ${version}" of CHANGELOG.md is empty.`);
  return `${notes.replace(/\[([^\]]{1,200})\]\((?![a-z]{1,20}:)[^)]{1,300}\)/g, '$1')}\n`;
}

/** What is not of that version, in sentences; none when all is. */
export function otherVersions(version, { packageJson, chart }) {
  const found = {
    'package.json': JSON.parse(packageJson).version,
    'the chart (appVersion)': /^appVersion: *"?([^"\n]+?)"? *$/m.exec(chart)?.[1],
  };
  return Object.entries(found).flatMap(([file, own]) =>
    own === version ? [] : [`${file} is of ${own ?? 'no version'}, not ${version}.`],
  );
}

const firstWord = (text) => (/^\[?([^\s\]]+)/.exec(text) ?? [])[1] ?? '';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const version = process.argv[2] ?? '';
  const others = otherVersions(version, {
    packageJson: read('package.json'),
    chart: read('deploy/helm/flightdeck/Chart.yaml'),
  });
  if (others.length > 0) throw new Error(others.join(' '));
  process.stdout.write(toNotes(read('CHANGELOG.md'), version));
}
