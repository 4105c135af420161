import { Suspense, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { CardMenu } from '../ui/pop-ups.ts';
import { useEverOpened } from '../ui/use-opened.ts';

interface Props {
  readonly title: string;
  readonly items: readonly { readonly label: string; readonly act: () => void }[];
}

/** The `…` of a card; its menu is drawn once it is first opened. */
export function CardTools({ title, items }: Props) {
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState(false);
  const ever = useEverOpened(opened);
  return (
    <>
      <button
        ref={setButton}
        type="button"
        className="fd-tool"
        aria-label={`More for ${title}`}
        aria-haspopup="menu"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <Icon name="dots" />
      </button>
      {ever && button ? (
        <Suspense>
          <CardMenu anchor={button} opened={opened} onChange={setOpened} items={items} />
        </Suspense>
      ) : null}
    </>
  );
}
