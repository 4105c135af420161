import type { SomebodysSession } from '../../data/session/sessions.ts';
import { deviceWords } from './device-words.ts';

/** The sessions of one person. */
export interface PersonSessions {
  readonly id: string;
  readonly name: string;
  readonly sessions: readonly SomebodysSession[];
}

/** Sessions by person, the last seen first, of those whose name, address or device has the text. */
export function groupSessions(sessions: readonly SomebodysSession[], search: string): readonly PersonSessions[] {
  const wanted = search.trim().toLowerCase();
  const groups = new Map<string, SomebodysSession[]>();
  for (const session of sessions) {
    const said = [session.person.name, session.person.id, session.client, deviceWords(session.agent)];
    if (wanted !== '' && !said.some((part) => part.toLowerCase().includes(wanted))) continue;
    const group = groups.get(session.person.id);
    if (group) group.push(session);
    else groups.set(session.person.id, [session]);
  }
  return [...groups].map(([id, own]) => ({ id, name: own[0]?.person.name ?? '', sessions: own }));
}
