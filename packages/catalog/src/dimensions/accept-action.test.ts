import { expect, it } from 'vitest';
import { lacksAcceptAction } from './accept-action.ts';

it('a rate of what no action accepts says nothing, until something is reported as accepted', () => {
  expect(lacksAcceptAction('feature', 'agent_edit', 0)).toBe(true);
  expect(lacksAcceptAction('feature', 'chat_panel_agent_mode', null)).toBe(true);
  expect(lacksAcceptAction('feature', 'copilot_app', 42)).toBe(false);
  expect(lacksAcceptAction('feature', 'code_completion', 0)).toBe(false);
  expect(lacksAcceptAction('language', 'agent_edit', 0)).toBe(false);
});
