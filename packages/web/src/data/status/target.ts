import { useStatus } from '../hooks.ts';

/** The target that a panel draws, from the settings instead of the catalogue; undefined if it draws none. */
export function useTarget(ofPanel: number | undefined): number | undefined {
  const { data: status } = useStatus();
  if (ofPanel === undefined || status === undefined) return ofPanel;
  return status.acceptanceTarget ?? undefined;
}
