/** Texts around every page: navigation, strips, and what stands for a page that cannot be shown. */

export const pages = 'Pages';
export const flightdeck = 'Flightdeck';
export const toHome = ({ page }: { readonly page: string }): string => `Flightdeck, ${page}`;
export const search = 'Search';
export const searchKey = 'Search (Ctrl+K)';
export const searchEverything = 'Search everything';
export const ctrlK = 'Ctrl K';
export const opensDataHealth = 'Opens Data health';
export const skip = 'Skip to the page';
export const linkCopied = 'Link copied';
export const copyThis = ({ link }: { readonly link: string }): string => `Copy this link: ${link}`;
export const filtersCleared = 'Filters cleared';
export const windowTitle = ({ page }: { readonly page: string }): string => `${page} · Flightdeck`;
export const demo = 'Demo data: a made-up organization.';
export const connect = 'Connect GitHub';
export const connectOwn = 'Whoever runs it can connect GitHub.';

/** How new the data is. */
export const imported = 'Imported';
export const synced = 'Synced';
export const provisionalDays = ({ days }: { readonly days: string }): string => `${days} provisional`;
export const syncing = ({ done, total }: { readonly done: number; readonly total: number | string }): string =>
  `Syncing: ${done} of ${total}`;
export const news = ({ words, ago }: { readonly words: string; readonly ago: string }): string => `${words} ${ago}`;
export const notSynced = 'Not synced yet';
export const next = ({ time }: { readonly time: string }): string => ` · next ${time} UTC`;

/** Strips above the page. */
export const earlierDay = 'As known on an earlier day';
export const asKnownOn = ({ minute }: { readonly minute: string }): string => `As known on ${minute}.`;
export const showsNow = 'This page shows how things stand now; the other pages show the numbers known on that day.';
export const showsThen = 'What was received since is left out; names are the current ones.';
export const backToNow = 'Back to now';
export const disk = 'The disk';
export const notWritten = 'New data cannot be written.';
export const lackingDays = 'Days that are lacking';
export const numbersLack = 'Numbers lack days that were received.';
export const andMore = ({ count }: { readonly count: number }): string => `${count} more, and what to do`;
export const dataHealth = 'Data health';
export const printed = ({ minute }: { readonly minute: string }): string => `printed ${minute}`;

/** In place of a page. */
export const noSuchPage = 'There is no such page';
export const chooseOne = 'Choose one from the list at the left.';
export const pageFailed = 'This page failed';
export const unexpected = 'An unexpected error.';
export const reload = 'Reload to try again.';
