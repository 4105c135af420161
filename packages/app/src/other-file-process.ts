import { toFailure } from '@flightdeck/ingest';
import { importOtherFile, type OtherFileReply, type OtherFileTask } from './other-file-import.ts';

// The child that `importApart` forks: one task, and it lives no longer than the channel to its parent.
process.on('message', (task: OtherFileTask) => {
  importOtherFile(task)
    .then((result): OtherFileReply => ({ kind: 'done', result }))
    .catch((error: unknown): OtherFileReply => ({ kind: 'failed', failure: toFailure(error, null) }))
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
// A terminal's Ctrl+C reaches the child too; the parent decides when it ends.
process.on('SIGINT', () => undefined);
