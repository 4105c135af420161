import { SETTINGS } from '../settings.ts';
import { findMeant } from './meant.ts';
import type { SettingNotice } from './notice.ts';
import { findOld } from './old-settings.ts';
import type { TextSource, Texts } from './text-source.ts';

/** Names that begin like a group of ours, and are hardly anybody else's. */
const OURS = /^(?:OIDC|STORE|SYNC|BACKUP|AUTH_PROXY|AUTH_EASYAUTH|TRUSTED)_/;
/** @source https://docs.github.com/en/actions/reference/workflows-and-actions/variables: set by GitHub Actions itself. */
const OF_ACTIONS =
  /^GITHUB_(?:ACTIONS?|ACTION_(?:PATH|REF|REPOSITORY)|ACTOR|ACTOR_ID|BASE_REF|ENV|EVENT_(?:NAME|PATH)|GRAPHQL_URL|HEAD_REF|JOB|OUTPUT|PATH|REF|REF_(?:NAME|PROTECTED|TYPE)|REPOSITORY|REPOSITORY_(?:ID|OWNER|OWNER_ID)|RETENTION_DAYS|RUN_(?:ATTEMPT|ID|NUMBER)|SERVER_URL|SHA|STATE|STEP_SUMMARY|TRIGGERING_ACTOR|WORKFLOW|WORKFLOW_(?:REF|SHA)|WORKSPACE)$/;
const KNOWN: ReadonlySet<string> = new Set(
  SETTINGS.flatMap(({ name, ...rest }) => [name, ...('aliases' in rest ? rest.aliases : [])]),
);

/** Settings that nobody knows and that look meant for us, with the nearest one; where that is given, nothing is missing. */
export function findUnknown(
  sources: readonly TextSource[],
  isGiven: (name: string) => boolean,
): readonly SettingNotice[] {
  const names = new Set(sources.flatMap(({ texts }) => namesGiven(texts)));
  return [...names].flatMap((name): SettingNotice[] => {
    const plain = name.replace(/_FILE$/, '').replace(/__[A-Z0-9_]{1,253}$/, '');
    if (KNOWN.has(plain) || OF_ACTIONS.test(name)) return [];
    // With _FILE an old name is not known, as the predecessor had none; by itself it was taken.
    if (findOld(name) !== undefined) return [];
    const meant = findMeant(name);
    const isOurs = OURS.test(name);
    if (meant === null ? !isOurs : !isOurs && isGiven(meant)) return [];
    const ending = name.endsWith('_FILE') ? '_FILE' : '';
    return [
      {
        names: [name],
        says: `${name} is not a setting${meant === null ? '' : `; ${meant}${ending} is`}.`,
        fix:
          meant === null
            ? 'Look it up with "flightdeck config", or remove it.'
            : `Rename it to ${meant}${ending}, or remove it.`,
      },
    ];
  });
}

/** Names with a value, without what Kubernetes sets for each service: NAME_SERVICE_HOST, NAME_PORT, NAME_PORT_80_TCP. */
export function namesGiven(texts: Texts): readonly string[] {
  const services = Object.keys(texts)
    .filter((name) => name.endsWith('_SERVICE_HOST') && texts[`${name.slice(0, -'HOST'.length)}PORT`])
    .map((name) => name.slice(0, -'SERVICE_HOST'.length));
  const isOfService = (name: string): boolean =>
    services.some(
      (start) => name.startsWith(start) && /^(?:SERVICE_(?:HOST|PORT)|PORT$|PORT_\d)/.test(name.slice(start.length)),
    );
  return Object.keys(texts).filter((name) => texts[name] && !isOfService(name));
}
