import { Card } from '../../card/Card.tsx';
import type { Setting } from '../../data/settings.ts';
import * as text from '../../text/pages/settings.ts';
import css from './settings.module.css';

/** Settings shown even if they have their defaults. */
const USUAL: readonly string[] = ['FLIGHTDECK_DATA', 'HOST', 'PORT', 'PUBLIC_URL', 'AUTH_MODE', 'STORE_URL'];

/** Settings that are read at the start: folder, store, address, sign-in. Read only; other defaults are folded away. */
export function AboutSection({
  settings,
  version,
}: {
  readonly settings: readonly Setting[];
  readonly version: string;
}) {
  const isShown = ({ name, origin }: Setting): boolean => origin !== 'default' || USUAL.includes(name);
  const rest = settings.filter((setting) => !isShown(setting));
  return (
    <Card id="settings-about" title={text.about.title} says={text.about.says} span={12}>
      <SettingTable label={text.about.title} settings={settings.filter(isShown)} version={version} />
      <details className={css.more}>
        <summary>{text.about.rest({ count: rest.length })}</summary>
        <SettingTable label={text.about.restLabel} settings={rest} version={null} />
      </details>
    </Card>
  );
}

function SettingTable({
  label,
  settings,
  version,
}: {
  readonly label: string;
  readonly settings: readonly Setting[];
  readonly version: string | null;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone
    <section className={css.scrolls} tabIndex={0} aria-label={label}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{text.about.setting}</th>
            <th scope="col">{text.about.value}</th>
            <th scope="col">{text.about.from}</th>
          </tr>
        </thead>
        <tbody>
          {version === null ? null : (
            <tr>
              <th scope="row">{text.about.version}</th>
              <td>{version}</td>
              <td />
            </tr>
          )}
          {settings.map(({ name, value, isSet, origin, from, says }) => (
            <tr key={name}>
              <th scope="row" title={says}>
                {name}
              </th>
              <td data-unset={!isSet}>{value ?? (isSet ? text.about.isSecret : text.about.notSet)}</td>
              <td>
                {origin === 'environment' && from === name
                  ? text.about.origins.environment
                  : (from ?? text.about.origins[origin])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
