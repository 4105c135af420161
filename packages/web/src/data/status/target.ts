import { useStatus } from '../hooks.ts';

/** The target that a panel draws: that of the settings in place of the catalogue's; undefined where it draws none. */
export function useTarget(ofPanel: number | undefined): number | undefined {
  const { data: status } = useStatus();
  if (ofPanel === undefined || status === undefined) return ofPanel;
  return status.acceptanceTarget ?? undefined;
}
