import { InputError } from '@flightdeck/catalog';
import type { SettingName } from '../settings.ts';

/** How a cluster is reached, and which indexes in it are ours. */
export interface ClusterSettings {
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  readonly apiKey?: string;
  /** Certificates in PEM. */
  readonly ca?: string;
  readonly prefix: string;
}

/** Whether access is in the cluster. @throws InputError `no_store_url` for one that is not there. */
export function requireClusterFor(isWanted: boolean, cluster: ClusterSettings | null): boolean {
  if (!isWanted || cluster !== null) return isWanted;
  throw new InputError('ACCESS_IN_CLUSTER is on, and there is no cluster.', {
    code: 'no_store_url',
    hint: 'Set STORE_URL to the address of the cluster, or leave ACCESS_IN_CLUSTER out.',
  });
}

/** The cluster; null if the database file holds the data. @throws InputError `file_missing` (STORE_CA), `no_store_url`. */
export function readCluster(
  read: (name: SettingName) => string | null,
  from: (path: string) => string | null,
): ClusterSettings | null {
  const url = read('STORE_URL');
  const [user, password, apiKey, caFile] = [
    read('STORE_USER'),
    read('STORE_PASSWORD'),
    read('STORE_API_KEY'),
    read('STORE_CA'),
  ];
  if (url === null) {
    if ([user, password, apiKey, caFile].every((value) => value === null)) return null;
    throw new InputError('STORE_USER, STORE_PASSWORD, STORE_API_KEY and STORE_CA mean nothing without STORE_URL.', {
      code: 'no_store_url',
      hint: 'Set STORE_URL to the address of the cluster, or leave the others out.',
    });
  }
  // STORE_CA_FILE holds the certificates themselves, as every NAME_FILE holds a value.
  const ca = caFile === null || caFile.includes('-----BEGIN') ? caFile : from(caFile);
  if (caFile !== null && ca === null) {
    throw new InputError(`There is no file ${caFile}.`, {
      code: 'file_missing',
      hint: 'Set STORE_CA to a PEM file with the authority of the cluster.',
    });
  }
  return {
    url,
    prefix: read('STORE_PREFIX') ?? '',
    ...(user !== null && { user }),
    ...(password !== null && { password }),
    ...(apiKey !== null && { apiKey }),
    ...(ca !== null && { ca }),
  };
}
