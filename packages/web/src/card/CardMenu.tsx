import { Menu } from '@mantine/core';
import { Anchor } from '../ui/Anchor.tsx';
import { useOpenedLater } from '../ui/use-opened.ts';

interface Props {
  readonly anchor: HTMLElement;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly items: readonly { readonly label: string; readonly act: () => void }[];
}

/** What can be done with a card. */
export default function CardMenu({ anchor, opened, onChange, items }: Props) {
  return (
    <Menu position="bottom-end" offset={4} width={180} opened={useOpenedLater(opened)} onChange={onChange}>
      <Menu.Target>
        <Anchor element={anchor} />
      </Menu.Target>
      <Menu.Dropdown className="fd-pop">
        {items.map(({ label, act }) => (
          <Menu.Item key={label} onClick={act}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
