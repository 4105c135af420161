import { useId, useState } from 'react';
import type { Setting } from '../../data/settings.ts';
import * as text from '../../text/pages/settings.ts';
import { Field, Origin } from './Field.tsx';
import { SectionForm } from './SectionForm.tsx';
import css from './settings.module.css';
import { useSection } from './use-section.ts';

/** Days of the week people work on, public holidays and further days off. */
export function DaysSection({
  week,
  country,
  dates,
}: {
  readonly week: Setting;
  readonly country: Setting;
  readonly dates: Setting;
}) {
  const [days, setDays] = useState<readonly string[]>(() =>
    (week.value ?? '')
      .toLowerCase()
      .split(',')
      .map((day) => day.trim().slice(0, 3)),
  );
  const [land, setLand] = useState(country.value ?? '');
  const [off, setOff] = useState(dates.value ?? '');
  const { save, errors, isSaving } = useSection([week.name, country.name, dates.name]);
  const id = useId();
  const all = Object.entries(text.days.week);
  const chosen = all
    .map(([day]) => day)
    .filter((day) => days.includes(day))
    .join(',');
  const bad = errors.get(week.name);
  return (
    <SectionForm
      {...{ id: 'days', title: text.days.title, says: text.days.says, span: 6, isSaving }}
      canSave={![week, country, dates].every(({ locked }) => locked)}
      onSave={() =>
        save({
          ...(week.locked ? {} : { [week.name]: chosen === week.default || chosen === '' ? null : chosen }),
          ...(country.locked ? {} : { [country.name]: land.trim() || null }),
          ...(dates.locked ? {} : { [dates.name]: off.trim() || null }),
        })
      }
    >
      <fieldset className={css.field} aria-labelledby={`${id}-week`} disabled={week.locked}>
        <div className={css.label}>
          <b id={`${id}-week`}>{week.page?.label}</b>
          <Origin setting={week} />
        </div>
        <div className={css.foot}>
          {all.map(([day, words]) => (
            <label key={day} className={css.choice}>
              <input
                type="checkbox"
                checked={days.includes(day)}
                onChange={({ target }) => setDays(target.checked ? [...days, day] : days.filter((one) => one !== day))}
              />
              {words}
            </label>
          ))}
        </div>
        {bad === undefined ? null : (
          <p role="alert" className={css.error}>
            {bad}
          </p>
        )}
      </fieldset>
      <Field setting={country} help={text.days.countryHelp} error={errors.get(country.name)}>
        {(props) => (
          <input
            {...props}
            className={`fd-input ${css.short}`}
            spellCheck={false}
            value={land}
            onChange={({ target }) => setLand(target.value)}
          />
        )}
      </Field>
      <Field setting={dates} help={text.days.datesHelp} error={errors.get(dates.name)}>
        {(props) => (
          <input
            {...props}
            className="fd-input"
            spellCheck={false}
            value={off}
            onChange={({ target }) => setOff(target.value)}
          />
        )}
      </Field>
    </SectionForm>
  );
}
