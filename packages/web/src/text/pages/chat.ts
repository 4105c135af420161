/** Texts of Chat & agents. */
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const title = 'Chat & agents';
export const notReported = ({ why }: { readonly why: string }): string =>
  `${why} The panels below show what there is by the filters.`;
export const nobody = 'Nobody was seen in chat or agent mode in these days.';
export const chatUsers = ({ people, prompts }: { readonly people: ReactNode; readonly prompts: string }): ReactNode =>
  say`${people} people used chat and sent ${prompts} prompts. `;
export const chatUsersOnly = ({ people }: { readonly people: ReactNode }): ReactNode =>
  say`${people} people used chat. `;
export const agentUsers = ({ people, share }: { readonly people: ReactNode; readonly share: string }): ReactNode =>
  say`${people} let agents work in their editor, ${share} of everyone who sent a prompt. `;
export const agentUsersOnly = ({ people }: { readonly people: ReactNode }): ReactNode =>
  say`${people} let agents work in their editor. `;
export const noAcceptButton = 'Agents have no accept button, so the acceptance rate of chat says little about them.';

export const olderEvents = 'Insert and copy events';
export const olderEventsSays = 'Chat answers inserted into a file or copied, as the older API counted them';
export const noOlderFiles = 'No older files';
export const whereFromOlderFiles = `Insert and copy events came from GitHub's older API, closed 2 Apr 2026; "flightdeck import" takes old files, and "flightdeck import elasticsearch" an older dashboard's.`;

export const within = 'Which surface is inside which total';
export const withinSays = 'As GitHub counts; a date is the day from which it does';
