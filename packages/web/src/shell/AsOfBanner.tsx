import { minuteOf } from '../format/format.ts';
import * as text from '../text/shell/shell.ts';
import { Icon } from '../ui/icons.tsx';
import type { View } from '../view/view.ts';
import css from './as-of.module.css';

/** Says that the page shows what was known then, and leads back to now. */
export function AsOfBanner({
  asOf,
  showsNow,
  view,
  onChange,
}: {
  readonly asOf: string;
  /** True on a page that shows how things stand now whatever was chosen. */
  readonly showsNow: boolean;
  readonly view: View;
  readonly onChange: (view: View) => void;
}) {
  return (
    <section className={css.root} aria-label={text.earlierDay}>
      <Icon name="calendar" />
      <span>
        <b>{text.asKnownOn({ minute: minuteOf(new Date(asOf)) })}</b> {showsNow ? text.showsNow : text.showsThen}
      </span>
      <button type="button" className="fd-button" onClick={() => onChange({ ...view, asOf: null })}>
        {text.backToNow}
      </button>
    </section>
  );
}
