import { minuteOf } from '../format/format.ts';
import { Icon } from '../ui/icons.tsx';
import type { View } from '../view/view.ts';

/** Says that the page shows what was known then, and leads back to now. */
export function AsOfBanner({
  asOf,
  tellsNow,
  view,
  onChange,
}: {
  readonly asOf: string;
  /** True on a page that tells how things stand now whatever was chosen. */
  readonly tellsNow: boolean;
  readonly view: View;
  readonly onChange: (view: View) => void;
}) {
  return (
    <section className="fd-as-of" aria-label="As known on an earlier day">
      <Icon name="calendar" />
      <span>
        <b>As known on {minuteOf(new Date(asOf))}.</b>{' '}
        {tellsNow
          ? 'This page tells how things stand now; the numbers of the others are those of then.'
          : 'What was received since is left out; names are those of now.'}
      </span>
      <button type="button" className="fd-button" onClick={() => onChange({ ...view, asOf: null })}>
        Back to now
      </button>
    </section>
  );
}
