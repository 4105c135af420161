/** YAML of plain data: block maps and lists, every text in double quotes, so that nothing is read as something else. */
export function toYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    return `\n${value.map((item) => `${indent}-${afterDash(toYaml(item, `${indent}  `), indent)}`).join('')}`;
  }
  if (value === null || typeof value !== 'object') return ` ${JSON.stringify(value ?? null)}\n`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return ' {}\n';
  return `\n${members.map(([key, member]) => `${indent}${keyOf(key)}:${toYaml(member, inside(member, indent))}`).join('')}`;
}

/** Items of a list begin on the line of their dash. */
const afterDash = (text: string, indent: string): string =>
  text.startsWith('\n') ? ` ${text.slice(1 + indent.length + 2)}` : text;

const inside = (member: unknown, indent: string): string => (Array.isArray(member) ? indent : `${indent}  `);

const keyOf = (key: string): string => (/^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(key));
