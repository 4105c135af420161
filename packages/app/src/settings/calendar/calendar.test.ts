import { describe, expect, it } from 'vitest';
import type { Texts } from '../sources.ts';
import { config } from '../testing-config.ts';
import { refusal } from '../testing-refusal.ts';
import { toCalendar } from './calendar.ts';

const offIn = (env: Texts, from: string, to: string) => toCalendar(config({ env }).workDays, { from, to }).off;

describe('the calendar of working days', () => {
  it('is Monday to Friday without a day off unless something is set', () => {
    expect(toCalendar(config().workDays, { from: '2026-01-01', to: '2026-12-31' })).toEqual({
      weekdays: [1, 2, 3, 4, 5],
      off: [],
    });
  });

  it('leaves out the public holidays of a country, a state and a region', () => {
    const days = (of: string) => offIn({ HOLIDAYS: of }, '2026-04-01', '2026-06-10');
    expect(days('DE')).toEqual(['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25']);
    expect(days('de-by')).toEqual(['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-06-04']);
    expect(offIn({ HOLIDAYS: 'DE-BY-A' }, '2026-08-01', '2026-08-31')).toEqual(['2026-08-08', '2026-08-15']);
  });

  it('does not leave out half holidays and days that are only kept', () => {
    // China has half a day off on 8 March; Germany keeps Mother's Day and gives nobody off.
    expect(offIn({ HOLIDAYS: 'CN' }, '2026-03-01', '2026-03-31')).toEqual([]);
    expect(offIn({ HOLIDAYS: 'DE' }, '2026-05-10', '2026-05-10')).toEqual([]);
  });

  it('leaves out own days, of one year and of every year, also 29 February', () => {
    const env = { HOLIDAY_DATES: '12-24, 2026-12-31,02-29' };
    expect(offIn(env, '2026-12-01', '2028-03-01')).toEqual(['2026-12-24', '2026-12-31', '2027-12-24', '2028-02-29']);
  });

  it('takes other days of the week, however they are written', () => {
    expect(config({ env: { WORKING_DAYS: 'Sunday, MON,tue,wed,thursday' } }).workDays.weekdays).toEqual([
      1, 2, 3, 4, 7,
    ]);
  });

  it.each([
    ['WORKING_DAYS', 'mon,nope', 'Write WORKING_DAYS='],
    ['WORKING_DAYS', ',', 'Write WORKING_DAYS='],
    ['HOLIDAYS', 'XX', '"XX" is not the code of a country'],
    ['HOLIDAYS', 'DE-ZZ', 'DE has BB, BE, BW'],
    ['HOLIDAYS', '__proto__', 'is not the code of a country'],
    ['HOLIDAY_DATES', '2026-02-30', '"2026-02-30" is not a day'],
    ['HOLIDAY_DATES', '24.12.', '"24.12." is not a day'],
    ['ACCEPTANCE_TARGET', '0', 'a percentage up to 100%'],
    ['ACCEPTANCE_TARGET', '120%', 'a percentage up to 100%'],
  ])('refuses %s=%s with what to write instead', (name, text, hint) => {
    const [code, , says] = refusal(() => config({ env: { [name]: text } })) ?? [];
    expect([code, says]).toEqual(['bad_setting', expect.stringContaining(hint)]);
  });

  it.each([
    ['25%', 0.25],
    ['33.5', 0.335],
    ['OFF', null],
  ])('reads the target %s', (text, value) => {
    expect(config({ env: { ACCEPTANCE_TARGET: text } }).acceptanceTarget).toBe(value);
  });
});
