import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { KEY_HELP, keysAreOff, switchKeys } from './keys.ts';

/** Every key with its meaning, and the switch that turns single letters off on this device. */
export default function KeysHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [off, setOff] = useState(keysAreOff());
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={400}
      title="Keys"
      transitionProps={{ duration: 180 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <label className="fd-keys-switch">
        <input
          type="checkbox"
          checked={!off}
          onChange={(event) => {
            switchKeys(event.target.checked);
            setOff(!event.target.checked);
          }}
        />
        Single keys on this device
      </label>
      <p className="fd-card-says">Ctrl+K, arrows, Enter and Esc always work.</p>
      <dl className="fd-keys">
        {KEY_HELP.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd className="fd-kbd">{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  );
}
