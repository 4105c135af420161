import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Paths of the web app from here: beside the bundle of the published package, or its own package in a checkout. */
const PLACES = ['../web/', '../../../web/dist/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** Folder of the built web app. */
export function findWebFolder(): string {
  return PLACES.find((folder) => existsSync(`${folder}index.html`)) ?? PLACES.at(-1)!;
}
