import { DAY_KEY, defineReport, since } from './manifest.ts';

/** Taken from the list of seats once a day, so history begins with the first snapshot. */
export const SEATS = defineReport({
  kind: 'seats',
  window: 'snapshot',
  origin: 'snapshot',
  firstDay: since('2025-10-10'),
  says: 'every Copilot seat on the day it was asked for',
  record: { required: ['day', 'line'], grain: ['day', 'line'], dayKey: 'day' },
  identity: DAY_KEY,
  marks: [
    ['day', 'line', 'seat'],
    ['day', 'line', 'list'],
  ],
  written: true,
  subject: { fact: 'seat_day', by: ['user'], words: ['seat', 'seats'], sharded: false },
});
