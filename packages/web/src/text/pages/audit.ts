/** Texts of the audit page. */
import { pluralOf } from '@flightdeck/catalog';

export const title = 'Audit';
export const lead =
  'Who came in, whom answers named, what was changed and what was refused. Looking here is written down as well.';
export const kinds = Object.freeze({
  named: 'named people',
  changed: 'changed something',
  asked: 'tried something out',
  refused: 'was refused',
  signed_in: 'signed in',
  signed_out: 'signed out',
  exported: 'took the log as a file',
});
export const card = 'Log';
export const cardSays = 'Newest first; times are UTC';
export const filters = Object.freeze({
  label: 'Filter the log',
  from: 'From',
  to: 'To',
  kind: 'What',
  anyKind: 'Anything',
  who: 'Who',
  whoHint: 'Name or id',
  text: 'Text',
  textHint: 'In any part of a line',
  apply: 'Search',
  clear: 'Clear',
});
export const csv = 'CSV';
export const csvLabel = 'Download every line that matches, as CSV';
export const columns = Object.freeze({
  at: 'When',
  who: 'Who',
  kind: 'What',
  route: 'Where',
  people: 'People',
  client: 'From',
});
export const open = ({ at, who }: { readonly at: string; readonly who: string }): string => `${at}, ${who}: details`;
export const none = Object.freeze({
  title: 'Nothing was written down yet',
  says: 'Lines come with the first sign-in, change or named person.',
  matching: 'No line matches',
  matchingSays: ({ to }: { readonly to: string }): string => `Looked back to ${to}.`,
});
export const older = 'Show older lines';
export const further = ({ to }: { readonly to: string }): string => `Search before ${to}`;
export const check = Object.freeze({
  reading: 'Reading the whole log …',
  sound: ({ lines, at }: { readonly lines: string; readonly at: string }): string =>
    `The log is whole: ${lines}, all as they were written (read ${at}).`,
  broken: ({ fault, at }: { readonly fault: string; readonly at: string }): string =>
    `The log is not as it was written (read ${at}). ${fault}`,
  failed: 'Whether the log is whole could not be read.',
  again: 'Read again',
});
export const lines = ({ count, shown }: { readonly count: number; readonly shown: string }): string =>
  `${shown} ${pluralOf(count, 'line')}`;
export const detail = Object.freeze({
  title: 'One line of the log',
  at: 'When',
  who: 'Who',
  id: 'Id',
  maker: 'Token made by',
  roles: 'Roles then',
  noRoles: 'none',
  kind: 'What',
  route: 'Where',
  people: 'People named',
  asked: 'What was asked',
  result: 'What came of it',
  client: 'Address',
  request: 'Request',
  place: 'Byte of the log',
});
