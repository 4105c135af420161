import { counted } from '@flightdeck/catalog';
import type { LandedReport } from '../../archive/land/landing.ts';

/** Lines of an AI bill in units that no total counts, a sentence for each unit. */
export function unitNotices({ files }: Pick<LandedReport, 'files'>): readonly string[] {
  return files.flatMap(({ unknownUnits }) =>
    unknownUnits.map(
      ({ unit, lines, quantity, gross }) =>
        `Unknown unit "${unit}": ${counted(lines, 'line')} with a quantity of ${quantity} and $${gross} gross left out. Totals of AI bills count AI credits and requests.`,
    ),
  );
}
