import { toFailure } from '@flightdeck/ingest';
import { importUpload, type UploadReply, type UploadTask } from './reconcile-upload-import.ts';

// The child that `importApart` forks: one task, and it lives no longer than the channel to its parent.
process.on('message', (task: UploadTask) => {
  importUpload(task)
    .then((result): UploadReply => ({ kind: 'done', result }))
    .catch((error: unknown): UploadReply => ({ kind: 'failed', failure: toFailure(error, null) }))
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
// A terminal's Ctrl+C reaches the child too; the parent decides when it ends.
process.on('SIGINT', () => undefined);
