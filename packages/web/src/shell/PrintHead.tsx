import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Status } from '../data/status/status.ts';
import { minuteOf } from '../format/format.ts';
import * as text from '../text/shell/shell.ts';
import { cssVariables } from '../theme/tokens.ts';
import type { View } from '../view/view.ts';
import { viewWords } from '../view/view-words.ts';
import type { NavPage } from './pages.ts';
import css from './print-head.module.css';

/** Paper is light whatever the screen is. */
const LIGHT = `@media print{:root[data-theme]{color-scheme:light;${Object.entries(cssVariables('light'))
  .map(([name, value]) => `${name}:${value}!important`)
  .join(';')}}}`;

/** What only paper shows: scope, days, grain, comparison, filters, freshness, time of printing and address, in light colours. */
export function PrintHead({
  page,
  view,
  status,
}: {
  readonly page: NavPage;
  readonly view: View;
  readonly status: Status;
}) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const print = (): void => flushSync(() => setNow(new Date()));
    window.addEventListener('beforeprint', print);
    return () => window.removeEventListener('beforeprint', print);
  }, []);
  return (
    <div className={css.root}>
      <style>{LIGHT}</style>
      <span>{[...viewWords(view, status, page.bar), text.printed({ minute: minuteOf(now) })].join(' · ')}</span>
      <span>{window.location.href}</span>
    </div>
  );
}
