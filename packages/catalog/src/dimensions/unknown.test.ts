import { expect, it } from 'vitest';
import { CHAT_FEATURES } from '../measures/measure.ts';
import { isUnknownValue, knownUnknowns } from './unknown.ts';

it.each([
  ['feature', 'chat_panel_unknown_mode'],
  ['feature', 'Chat_Panel_Unknown_Mode'],
  ['feature', 'agent_unknown'],
  ['feature', 'UNKNOWN'],
  ['language', 'Unknown'],
  ['model', 'unknown'],
  ['ide', ' unknown '],
  ['model', null],
  ['team', null],
])('takes of %s the value %s for Unknown', (dimension, value) => {
  expect(isUnknownValue(dimension, value)).toBe(true);
});

it.each([
  ['feature', 'chat_panel_ask_mode'],
  ['feature', 'unknowns'],
  ['model', 'unknown-horizon-1'],
  ['language', 'others'],
  ['team', 'unknown'],
  ['user', 'unknown_corp'],
  ['repository', 'acme/unknown'],
])('takes of %s the value %s for a name', (dimension, value) => {
  expect(isUnknownValue(dimension, value)).toBe(false);
});

it('lists every documented feature that is Unknown by the rule', () => {
  expect(CHAT_FEATURES.filter((feature) => isUnknownValue('feature', feature))).toEqual(['chat_panel_unknown_mode']);
  expect(knownUnknowns('feature')).toEqual(['unknown', 'chat_panel_unknown_mode']);
  expect(knownUnknowns('language')).toEqual(['unknown']);
});
