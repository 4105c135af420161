import { type DragEvent, useId, useState } from 'react';
import { problemOf } from '../../../data/hooks.ts';
import { type ReceivedFile, sendFile } from '../../../data/reconcile.ts';
import { formatRange, plural } from '../../../format/format.ts';
import * as text from '../../../text/pages/reconcile.ts';
import { Icon } from '../../../ui/icons.tsx';
import askCss from './ask.module.css';
import dropCss from './drop.module.css';

interface Props {
  /** Key of the scope whose rows the file holds; null = not one alone. */
  readonly scope: string | null;
  /** Id of the file handed over before; empty = none. */
  readonly file: string;
  /** Called with the id and the minute the file was last written, UTC. */
  readonly onFile: (id: string, written: string) => void;
}

type Sent =
  | { readonly kind: 'sending'; readonly name: string }
  | { readonly kind: 'here'; readonly file: ReceivedFile }
  | { readonly kind: 'failed'; readonly says: string };

/** Takes an export, chosen or dropped; it is handed to the server at once. */
export function FileField({ scope, file, onFile }: Props) {
  const id = useId();
  const [sent, setSent] = useState<Sent | null>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (chosen: File | undefined): void => {
    if (!chosen) return;
    if (scope === null) {
      setSent({ kind: 'failed', says: text.oneScope });
      return;
    }
    setSent({ kind: 'sending', name: chosen.name });
    sendFile(chosen, scope)
      .then((received) => {
        setSent({ kind: 'here', file: received });
        onFile(received.id, new Date(chosen.lastModified).toISOString().slice(0, 16));
      })
      .catch((error: unknown) => {
        const { message, hint } = problemOf(error);
        setSent({ kind: 'failed', says: `${message} ${hint ?? ''}` });
      });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className={`${askCss.field} ${askCss.file}`} data-size="wide">
      <label htmlFor={id}>{text.file}</label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the input inside does the same by click and keys */}
      <div
        className={dropCss.root}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <Icon name="download" size={14} />
        <span role="status">{wordsOf(sent, file)}</span>
        <input
          id={id}
          type="file"
          accept=".ndjson,.jsonl,.json,.gz"
          onChange={(event) => take(event.target.files?.[0])}
        />
      </div>
      {sent?.kind === 'here' ? (
        <p className={askCss.note}>
          {sent.file.notices.join(' ')} {text.fileStays}
        </p>
      ) : null}
    </div>
  );
}

function wordsOf(sent: Sent | null, file: string): string {
  if (sent?.kind === 'sending') return text.reading({ name: sent.name });
  if (sent?.kind === 'failed') return sent.says;
  if (sent?.kind === 'here') {
    const { name, records, range } = sent.file;
    const rows = plural(records, text.row);
    return range ? text.fileRows({ name, rows, range: formatRange(range) }) : text.fileWithoutDays({ name, rows });
  }
  return file === '' ? text.dropFile : text.fileBefore;
}
