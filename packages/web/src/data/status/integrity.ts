import { formatDay, minuteOf, plural } from '../../format/format.ts';
import type { Status } from './status.ts';

/** What answers lack of what was received, for people: one sentence a report and file; none when nothing is lacking. */
export function lackingSentences(status: Pick<Status, 'integrity'>): readonly string[] {
  return status.integrity.gaps.flatMap(({ scope, report, days, earlier, message, isAccepted }) => {
    if (isAccepted) return [];
    const lacks = [
      ...(days.length === 0 ? [] : [`${plural(days.length, 'day')} (${spanOf(days)})`]),
      ...(earlier.length === 0 ? [] : [`an earlier version of ${plural(earlier.length, 'day')} (${spanOf(earlier)})`]),
    ];
    return lacks.length === 0 ? [] : [`${report} of ${scope} lacks ${lacks.join(' and ')}. ${message}`];
  });
}

/** What is known of the archive, for people: how it was found and when. */
export function archiveSentences({ integrity }: Pick<Status, 'integrity'>): readonly string[] {
  const { archive, otherFiles } = integrity;
  const others = otherFiles.map(({ message }) => message);
  if (archive === null) return others;
  const { files, faults, sizesAt, checksumsAt } = archive;
  const checksums =
    checksumsAt === null
      ? 'Checksums are compared once a week and have not been yet.'
      : `Checksums were last compared on ${minuteOf(new Date(checksumsAt))}.`;
  const found = faults.map(({ file, state, message, isAccepted }) => {
    return `${state}: ${file}. ${message}${isAccepted ? ' Left out on purpose.' : ''}`;
  });
  const sizes = `Sizes of ${plural(files, 'archived file')} were compared on ${minuteOf(new Date(sizesAt))}.`;
  return [`${sizes} ${checksums}`, ...found, ...others];
}

function spanOf(days: readonly string[]): string {
  const sorted = days.toSorted();
  const [from, to] = [sorted[0], sorted.at(-1)];
  if (from === undefined || to === undefined) return '';
  return from === to ? formatDay(from, '') : `${formatDay(from, '')} – ${formatDay(to, '')}`;
}
