import { InputError } from '@flightdeck/catalog';
import type { Setting } from './setting.ts';
import type { SettingName } from './settings.ts';
import type { Origin, TextSource } from './sources.ts';

/** Settings that decide where secrets are sent, and whom to trust there. */
const DESTINATIONS =
  /^(?:GITHUB_API_URL(?:__.*)?|STORE_URL|STORE_CA|OIDC_ISSUER|FLIGHTDECK_URL|GITHUB_SIGN_IN_HOST|HTTPS?_PROXY|FLIGHTDECK_DOWNLOAD_HOSTS|OTEL_EXPORTER_OTLP_ENDPOINT)(?:_FILE)?$/;
/** A platform's assertion is as good as a secret. */
const PLATFORM = 'OIDC_CLIENT_ASSERTION';
const SECRET_OF_HOST = /^GITHUB_(?:TOKEN|APP_PRIVATE_KEY)__/;

/**
 * Refuses a file that just lies in the current folder and would decide where a secret given elsewhere is sent.
 * @throws InputError `config_not_named`.
 */
export function requireNamed(
  kind: 'file' | 'env_file',
  path: string,
  sources: readonly TextSource[],
  texts: ReadonlyMap<SettingName, { readonly setting: Setting; readonly text: string | null; readonly origin: Origin }>,
): void {
  const own = sources.filter(({ origin }) => origin === kind);
  const ofSettings = [...texts.values()].filter(
    ({ setting: { name, secret }, text, origin }) => (secret || name === PLATFORM) && text && origin !== kind,
  );
  const elsewhere = [
    ...ofSettings.map(({ setting }) => setting.name as string),
    ...sources.flatMap(({ origin, texts: all }) =>
      origin === kind ? [] : Object.keys(all).filter((name) => SECRET_OF_HOST.test(name) && all[name]),
    ),
  ];
  const hostOfName = (name: string): string | undefined => name.split('__')[1]?.replace(/_FILE$/, '');
  const destination = own
    .flatMap(({ texts: all }) => Object.keys(all).filter((name) => all[name]))
    .find((name) => DESTINATIONS.test(name) && secretSentTo(name) !== undefined);
  function secretSentTo(name: string): string | undefined {
    const host = hostOfName(name);
    return elsewhere.find((secret) => host === undefined || hostOfName(secret) === host);
  }
  if (destination === undefined) return;
  const secret = secretSentTo(destination);
  const given = own.map(({ as }) => as?.[destination]).find((name) => name) ?? destination;
  const remedy =
    kind === 'file'
      ? `name it: --config ${path}`
      : `give ${secret} in it too, or set ${destination} in the environment`;
  const rest = kind === 'file' ? `, or set ${destination} in the environment` : '';
  throw new InputError(`${path} in the current folder sets ${given}, which would decide where ${secret} is sent.`, {
    code: 'config_not_named',
    hint: `If the file is yours, ${remedy}. Otherwise start in another folder${rest}.`,
  });
}
