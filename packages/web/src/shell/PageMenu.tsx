import type { Me } from '../data/session/me.ts';
import { PageLink } from '../place/PageLink.tsx';
import * as text from '../text/shell/shell.ts';
import { Icon } from '../ui/icons.tsx';
import { Drawer } from '../ui/pop/Drawer.tsx';
import type { View } from '../view/view.ts';
import { PersonLinks } from './door/PersonMenu.tsx';
import css from './nav.module.css';
import { pagesOf } from './pages.ts';

/** The pages, on a phone. */
export default function PageMenu({
  me,
  view,
  onClose,
}: {
  readonly me: Me | undefined;
  /** What the pages take over from the view. */
  readonly view: View;
  readonly onClose: () => void;
}) {
  return (
    <Drawer side="left" title={text.flightdeck} onClose={onClose}>
      {pagesOf(me)
        .filter(({ isOwn }) => !isOwn || me?.kind !== 'person')
        .map((item) => (
          <PageLink
            key={item.path}
            to={item.path}
            view={view}
            className={css.item}
            style={{ width: 'auto', minHeight: 40, justifyContent: 'flex-start' }}
            onClick={onClose}
          >
            <Icon name={item.icon} /> {item.label}
          </PageLink>
        ))}
      {me?.kind === 'person' ? <PersonLinks me={me} view={view} onClose={onClose} /> : null}
    </Drawer>
  );
}
