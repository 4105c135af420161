import { useEffect, useState } from 'react';

/** Opens one draw after it is asked to: a pop-up mounted open would not know where the focus was. */
export function useOpenedLater(opened: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return shown && opened;
}

/** True from the first time on that it was opened. */
export function useEverOpened(opened: boolean): boolean {
  const [ever, setEver] = useState(opened);
  if (opened && !ever) setEver(true);
  return ever || opened;
}
