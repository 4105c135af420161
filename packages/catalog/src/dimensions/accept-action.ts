/**
 * Features whose outputs no button accepts: agents write into files by themselves. What GitHub reports as accepted of them is
 * 0 whatever was kept. @source GitHub "Copilot usage metrics" reference, `agent_edit` and the modes of agents.
 */
const WITHOUT_ACCEPT_ACTION: ReadonlySet<string> = new Set([
  'agent_edit',
  'chat_panel_agent_mode',
  'chat_panel_plan_mode',
  'chat_panel_custom_mode',
  'copilot_cli',
  'copilot_app',
]);

/** True where a rate says nothing, as nothing was accepted of what no action accepts; one reported acceptance makes it a rate. */
export const lacksAcceptAction = (dimension: string, value: unknown, accepted: number | null): boolean =>
  dimension === 'feature' && typeof value === 'string' && WITHOUT_ACCEPT_ACTION.has(value) && !((accepted ?? 0) > 0);
