import type { Formula } from '@flightdeck/catalog';

/** A formula as people read it, of names of measures. */
export function formulaText(formula: Formula): string {
  switch (formula.op) {
    case 'measure':
      return formula.measure;
    case 'days':
      return 'days of the range';
    case 'working_days':
      return 'working days of the range';
    case 'sum':
      return `(${formulaText(formula.left)} + ${formulaText(formula.right)})`;
    case 'difference':
      return `${formulaText(formula.left)} − ${formulaText(formula.right)}`;
    case 'cost':
      return Object.entries(formula.seats)
        .map(([plan, seats]) => `(${formulaText(seats)}) × price of ${plan}`)
        .join(' + ');
    case 'product':
      return `${formulaText(formula.left)} × ${formulaText(formula.right)}`;
    case 'ratio':
      return `${formulaText(formula.over)} ÷ ${formula.under.op === 'product' ? `(${formulaText(formula.under)})` : formulaText(formula.under)}${formula.times === 1 ? '' : ` × ${formula.times}`}`;
  }
}

/** Names as code, separated by commas. */
export const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** A row of a table. */
export const cellsOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
