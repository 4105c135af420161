import { Suspense, useState } from 'react';
import * as text from '../text/card.ts';
import { Icon } from '../ui/icons.tsx';
import { Menu } from '../ui/pop/pop-ups.ts';

interface Props {
  readonly title: string;
  readonly items: readonly { readonly label: string; readonly act: () => void }[];
}

/** The `…` of a card; its menu is loaded when it is first opened. */
export function CardTools({ title, items }: Props) {
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button
        ref={setButton}
        type="button"
        className="fd-tool"
        aria-label={text.moreFor({ title })}
        aria-haspopup="menu"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <Icon name="dots" />
      </button>
      {opened && button ? (
        <Suspense>
          <Menu anchor={button} onClose={() => setOpened(false)} label={text.moreFor({ title })} items={items} />
        </Suspense>
      ) : null}
    </>
  );
}
