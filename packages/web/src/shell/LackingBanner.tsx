import { lackingSentences } from '../data/status/integrity.ts';
import type { Status } from '../data/status/status.ts';
import { PageLink } from '../place/PageLink.tsx';
import * as text from '../text/shell/shell.ts';
import { Icon } from '../ui/icons.tsx';
import type { View } from '../view/view.ts';

/**
 * Says on every page which days answers lack though they were received, and that the disk takes no new ones, until that is
 * mended; nothing otherwise.
 */
export function LackingBanner({ status, view }: { readonly status: Status; readonly view: View }) {
  const { disk } = status;
  return (
    <>
      {disk === null ? null : (
        <section className="fd-strip" data-tone="bad" aria-label={text.disk}>
          <Icon name="alert" />
          <span>
            <b>{text.notWritten}</b> {disk.message} {disk.hint}
          </span>
        </section>
      )}
      <LackingDays status={status} view={view} />
    </>
  );
}

function LackingDays({ status, view }: { readonly status: Status; readonly view: View }) {
  const [first, ...more] = lackingSentences(status);
  if (first === undefined) return null;
  return (
    <section className="fd-strip" data-tone="bad" aria-label={text.lackingDays}>
      <Icon name="alert" />
      <span>
        <b>{text.numbersLack}</b> {first}{' '}
        <PageLink to="/data-health" view={view}>
          {more.length > 0 ? text.andMore({ count: more.length }) : text.dataHealth}
        </PageLink>
      </span>
    </section>
  );
}
