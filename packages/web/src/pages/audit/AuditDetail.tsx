import { isolated, printableLines } from '@flightdeck/query';
import type { ReactNode } from 'react';
import type { AuditEntry } from '../../data/session/audit.ts';
import { formatCount } from '../../format/format.ts';
import * as text from '../../text/pages/audit.ts';
import { Drawer } from '../../ui/pop/Drawer.tsx';
import css from './audit.module.css';

/** A whole line of the log; characters that would reorder it are written out. */
export default function AuditDetail({ entry, onClose }: { readonly entry: AuditEntry; readonly onClose: () => void }) {
  const { at, who, kind, route, people, asked, result, client, requestId, place } = entry;
  const rows: readonly (readonly [name: string, value: ReactNode])[] = [
    [text.detail.at, `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`],
    [text.detail.who, isolated(who.name)],
    [text.detail.id, <code key="id">{isolated(who.id)}</code>],
    ...(who.maker === null ? [] : [[text.detail.maker, <code key="maker">{isolated(who.maker)}</code>] as const]),
    [text.detail.roles, who.roles.length === 0 ? text.detail.noRoles : who.roles.map(isolated).join(', ')],
    [text.detail.kind, text.kinds[kind]],
    [text.detail.route, <code key="route">{isolated(route)}</code>],
    ...(people === null ? [] : [[text.detail.people, formatCount(people)] as const]),
    [text.detail.client, isolated(client)],
    [text.detail.request, <code key="request">{isolated(requestId)}</code>],
    [text.detail.place, String(place)],
  ];
  return (
    <Drawer side="right" title={text.detail.title} onClose={onClose}>
      <dl className={css.lines}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {[[text.detail.asked, asked] as const, [text.detail.result, result] as const].map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
                <pre tabIndex={0}>{printableLines(JSON.stringify(value, null, 2))}</pre>
              </dd>
            </div>
          ),
        )}
      </dl>
    </Drawer>
  );
}
