import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..');

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Two words after each other, as people read them. */
const SENTENCE = /[a-z’']{2,}[,.;:]? [a-z(“]/i;

/** What looks like words and is none: a route, a selector, a value of CSS, an attribute of SVG. */
const NO_TEXT = [
  /^(?:GET|POST) \//,
  /^[\w.-]*[[.#:(][^ ]*[,)\]]/,
  /\bvar\(|\bsolid\b|(?:^|\d)px\b/,
  /<svg |<foreignObject |^@media |^:root|^font:/,
  /\b(?:max-width|prefers-color-scheme):/,
  /^td, th$/,
  /^fd-|\bfd-/,
];

/** Names: two words of the catalogue, the product, a browser. */
const NAMES = new Set<unknown>(['older API', 'pull requests', 'Flightdeck', 'Samsung Internet']);

/** Attributes whose value nobody reads. */
const UNREAD = new Set(['className', 'd', 'fill', 'href', 'style', 'transform', 'viewBox']);

/** What is left of a template once its values are out. */
const wordsOf = (node: Node): string =>
  (node.quasis as readonly Node[]).map(({ value }) => (value as { readonly cooked: string }).cooked).join('…');

/** What of the code below a node is words: texts between tags always, other strings from two words. */
function textsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (!isNode(node)) return [];
  const isImport = node.type === 'ImportDeclaration' || node.type === 'TSLiteralType';
  // An error that is thrown is read by programmers.
  const isError = node.type === 'ThrowStatement' || (node.type === 'NewExpression' && nameOf(node.callee) === 'Error');
  if (isImport || isError || (node.type === 'JSXAttribute' && UNREAD.has(nameOf(node.name)))) return [];
  // What stands in `<code>` is a name.
  if (node.type === 'JSXElement' && nameOf((node.openingElement as Node).name) === 'code') return [];
  if (node.type === 'JSXText') {
    const said = String(node.value).trim();
    return /[a-z]{2,}/i.test(said) && !NAMES.has(said) ? [said] : [];
  }
  const text = node.type === 'Literal' ? node.value : node.type === 'TemplateLiteral' ? wordsOf(node) : null;
  const isSentence =
    typeof text === 'string' &&
    SENTENCE.test(text) &&
    !NAMES.has(text) &&
    !NO_TEXT.some((pattern) => pattern.test(text));
  return [...(isSentence ? [text] : []), ...Object.values(node).flatMap(textsOf)];
}

const nameOf = (node: unknown): string => (isNode(node) && typeof node.name === 'string' ? node.name : '');

const textsIn = (file: string, source: string): readonly string[] => textsOf(parseSync(file, source).program.body);

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^text\/|testing\.tsx?$|^testing/.test(file.replaceAll('\\', '/')),
);

describe('the texts of pages', () => {
  it('stand in files of their own: no component says a sentence by itself', () => {
    expect(FILES.length).toBeGreaterThan(150);
    const found = FILES.flatMap((file) =>
      textsIn(file, readFileSync(join(SRC, file), 'utf8')).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['between tags', '<p>Nothing yet</p>', 'Nothing yet'],
    ['between tags, even one word', '<button><Icon /> Print</button>', 'Print'],
    ['in a label', '<nav aria-label="All pages" />', 'All pages'],
    ['in a title with values', `<i title={\`Show \${name} over time\`} />`, 'Show … over time'],
    ['in an object', "<Legend items={[{ label: 'Low volume, off the line' }]} />", 'Low volume, off the line'],
    ['as a choice', "<b>{isKnown ? label : 'not known'}</b>", 'not known'],
  ])('are found %s', (_, source, text) => {
    expect(textsIn('one.tsx', `export const One = () => ${source};`)).toEqual([text]);
  });

  it('are not what styles, routes and errors of programmers are', () => {
    const source = `export const Two = () => {
      if (!known) throw new Error('A panel needs a page.');
      return <i className="fd-card fd-span-7" style={{ border: '1.5px solid red' }} data-route={'GET /api/v1/status'} />;
    };`;
    expect(textsIn('two.tsx', source)).toEqual([]);
  });
});
