import { useState } from 'react';
import * as text from '../../text/shell/palette.ts';
import { Drawer } from '../../ui/pop/Drawer.tsx';
import { KEY_HELP } from './key-help.ts';
import css from './keys.module.css';
import { keysAreOff, switchKeys } from './keys.ts';

/** Every key with its meaning, and the switch that turns single letters off on this device. */
export default function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const [off, setOff] = useState(keysAreOff());
  return (
    <Drawer side="right" title={text.keys} onClose={onClose}>
      <label className={css.switch}>
        <input
          type="checkbox"
          checked={!off}
          onChange={(event) => {
            switchKeys(event.target.checked);
            setOff(!event.target.checked);
          }}
        />
        {text.singleKeys}
      </label>
      <p className="fd-card-says">{text.alwaysWork}</p>
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
