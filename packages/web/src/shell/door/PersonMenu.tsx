import { isolated } from '@flightdeck/query';
import { type Me, may } from '../../data/session/me.ts';
import { signOut } from '../../data/session/signed-in.ts';
import { PageLink } from '../../place/PageLink.tsx';
import * as text from '../../text/shell/person.ts';
import { Icon } from '../../ui/icons.tsx';
import { OwnIcon, type OwnIconName } from '../../ui/own-icons.tsx';
import { Pop } from '../../ui/pop/Pop.tsx';
import type { View } from '../../view/view.ts';
import { PAGES } from '../pages.ts';
import css from './person.module.css';
import { initialsOf, rolesText } from './roles-text.ts';

interface Props {
  readonly me: Me;
  /** What the pages take over from the view. */
  readonly view: View;
}

/** Icons of one's own pages, by path. */
const ICONS: ReadonlyMap<string, OwnIconName> = new Map([['/tokens', 'key']]);

/** Who is signed in, at the foot of the navigation; opens what is theirs. */
export default function PersonMenu({ me, view }: Props) {
  return (
    <Pop
      label={text.label}
      width={260}
      button={(toggle, open) => (
        <button type="button" className={css.root} aria-expanded={open} onClick={toggle}>
          <i aria-hidden="true" className={css.initials}>
            {initialsOf(me.name)}
          </i>
          <span className={css.name}>{isolated(me.name)}</span>
          <span className="fd-hidden">{text.account}</span>
          <Icon name="chevron" size={14} />
        </button>
      )}
    >
      {(close) => <PersonLinks me={me} view={view} onClose={close} />}
    </Pop>
  );
}

/** Name, roles, and what is theirs; in the menu, and among the pages on a phone. */
export function PersonLinks({ me, view, onClose }: Props & { readonly onClose: () => void }) {
  const own = PAGES.filter((page) => page.isOwn && may(me, page.needs));
  return (
    <div className={css.box}>
      <b className={css.whole}>{isolated(me.name)}</b>
      <p className={css.roles}>{rolesText(me.roles)}</p>
      <hr className={css.rule} />
      {own.map(({ path, label }) => (
        <PageLink key={path} to={path} view={view} className={css.link} onClick={onClose}>
          <OwnIcon name={ICONS.get(path) ?? 'laptop'} /> {label}
        </PageLink>
      ))}
      {me.session ? (
        <button type="button" className={css.link} onClick={() => void signOut()}>
          <OwnIcon name="leave" /> {text.signOut}
        </button>
      ) : null}
    </div>
  );
}
