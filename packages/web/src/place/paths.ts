/** Pages there are; the paths of the app below its base. */
const PAGE_PATHS = [
  '/',
  '/teams',
  '/people',
  '/languages',
  '/editors',
  '/models',
  '/features',
  '/person',
  '/phases',
  '/chat',
  '/heatmaps',
  '/seats',
  '/pull-requests',
  '/reconcile',
  '/data-health',
  '/panel',
  '/audit',
  '/sessions',
  '/me',
  '/tokens',
  '/settings',
] as const;
export type PagePath = (typeof PAGE_PATHS)[number];

/** The page of a path, however its letters are written; null where there is none. */
export const pagePathOf = (path: string): PagePath | null =>
  PAGE_PATHS.find((known) => known === path.toLowerCase()) ?? null;
