import { formatDay, minuteOf, plural } from '../../format/format.ts';
import * as words from '../../text/data.ts';
import type { Status } from './status.ts';

/** What answers lack of what was received, for people: one sentence a report and file; none when nothing is lacking. */
export function lackingSentences(status: Pick<Status, 'integrity'>): readonly string[] {
  return status.integrity.gaps.flatMap(({ scope, report, days, earlier, message, isAccepted }) => {
    if (isAccepted) return [];
    const lacks = [
      ...(days.length === 0 ? [] : [words.daysIn({ days: plural(days.length, 'day'), span: spanOf(days) })]),
      ...(earlier.length === 0
        ? []
        : [words.earlierIn({ days: plural(earlier.length, 'day'), span: spanOf(earlier) })]),
    ];
    return lacks.length === 0 ? [] : [words.lacks({ report, scope, lacks, message })];
  });
}

/** What is known of the archive, for people: how it was found and when. */
export function archiveSentences({ integrity }: Pick<Status, 'integrity'>): readonly string[] {
  const { archive, otherFiles } = integrity;
  const others = otherFiles.map(({ message }) => message);
  if (archive === null) return others;
  const { files, faults, sizesAt, checksumsAt } = archive;
  const checksums =
    checksumsAt === null ? words.noChecksums : words.checksums({ minute: minuteOf(new Date(checksumsAt)) });
  const found = faults.map((fault) => (fault.isAccepted ? words.acceptedFault(fault) : words.fault(fault)));
  const sizes = words.sizes({ files: plural(files, words.archivedFile), minute: minuteOf(new Date(sizesAt)) });
  return [`${sizes} ${checksums}`, ...found, ...others];
}

function spanOf(days: readonly string[]): string {
  const sorted = days.toSorted();
  const [from, to] = [sorted[0], sorted.at(-1)];
  if (from === undefined || to === undefined) return '';
  return from === to ? formatDay(from, '') : `${formatDay(from, '')} – ${formatDay(to, '')}`;
}
