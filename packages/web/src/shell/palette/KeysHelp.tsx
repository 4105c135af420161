import { useState } from 'react';
import { Drawer } from '../../ui/pop/Drawer.tsx';
import css from './keys.module.css';
import { KEY_HELP, keysAreOff, switchKeys } from './keys.ts';

/** Every key with its meaning, and the switch that turns single letters off on this device. */
export default function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const [off, setOff] = useState(keysAreOff());
  return (
    <Drawer side="right" title="Keys" onClose={onClose}>
      <label className={css.switch}>
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
      <dl className={css.root}>
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
