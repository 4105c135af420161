import { useAuditCheck } from '../../data/session/audit.ts';
import { formatCount, formatTime } from '../../format/format.ts';
import * as text from '../../text/pages/audit.ts';
import { Icon } from '../../ui/icons.tsx';
import css from './audit.module.css';

/** Whether the log is whole, and when that was read. */
export function AuditCheckLine() {
  const { data, isError, isFetching, refetch } = useAuditCheck();
  const again = (
    <button type="button" className="fd-linkish" disabled={isFetching} onClick={() => void refetch()}>
      {text.check.again}
    </button>
  );
  if (isError)
    return (
      <p className={css.check} data-tone="bad" role="status">
        <Icon name="alert" />
        <span>
          {text.check.failed} {again}
        </span>
      </p>
    );
  if (data === undefined)
    return (
      <p className={css.check} role="status">
        {text.check.reading}
      </p>
    );
  const at = formatTime(data.at, new Date());
  const lines = text.lines({ count: data.lines, shown: formatCount(data.lines) });
  return (
    <p className={css.check} data-tone={data.fault === null ? 'good' : 'bad'} role="status">
      <Icon name={data.fault === null ? 'check' : 'alert'} />
      <span>
        {data.fault === null ? text.check.sound({ lines, at }) : text.check.broken({ fault: data.fault, at })} {again}
      </span>
    </p>
  );
}
