import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { formatView, type View } from '../view/view.ts';
import { usePlace, usePlaces } from './PlaceProvider.tsx';
import type { PagePath } from './paths.ts';

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'target'> {
  readonly to: PagePath;
  readonly view: View;
}

/** True for a click that means "here", not "in another tab" or "save". */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link to a page with a view; says `aria-current` where it leads to what is drawn. */
export function PageLink({ to, view, onClick, ...rest }: Props) {
  const places = usePlaces();
  const { path, search } = usePlace();
  const query = formatView(view);
  const here = path === to && search.replace(/^\?/, '') === query;
  return (
    <a
      aria-current={here ? 'page' : undefined}
      {...rest}
      href={places.href({ path: to, query })}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlain(event)) return;
        event.preventDefault();
        places.go({ path: to, query });
      }}
    />
  );
}
