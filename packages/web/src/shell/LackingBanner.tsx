import { lackingSentences } from '../data/status/integrity.ts';
import type { Status } from '../data/status/status.ts';
import { PageLink } from '../place/PageLink.tsx';
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
        <section className="fd-strip" data-tone="bad" aria-label="The disk">
          <Icon name="alert" />
          <span>
            <b>New data cannot be written.</b> {disk.message} {disk.hint}
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
    <section className="fd-strip" data-tone="bad" aria-label="Days that are lacking">
      <Icon name="alert" />
      <span>
        <b>Numbers lack days that were received.</b> {first}{' '}
        <PageLink to="/data-health" view={view}>
          {more.length > 0 ? `${more.length} more, and what to do` : 'Data health'}
        </PageLink>
      </span>
    </section>
  );
}
