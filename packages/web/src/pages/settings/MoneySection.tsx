import { useId, useState } from 'react';
import type { Setting } from '../../data/settings.ts';
import * as text from '../../text/pages/settings.ts';
import { Origin } from './Field.tsx';
import { PLANS, toPrices, toPriceText } from './price-text.ts';
import { SectionForm } from './SectionForm.tsx';
import css from './settings.module.css';
import { useSection } from './use-section.ts';

/** Prices of seats; GitHub's list prices apply to empty fields. */
export function MoneySection({
  prices: setting,
  list,
}: {
  readonly prices: Setting;
  readonly list: Readonly<Record<string, number>>;
}) {
  const [prices, setPrices] = useState(() => toPrices(setting.value));
  const { save, errors, isSaving } = useSection([setting.name]);
  const id = useId();
  const error = errors.get(setting.name);
  const listed = (plan: string): string => (list[plan] === undefined ? '' : String(list[plan] / 100));
  return (
    <SectionForm
      {...{ id: 'money', title: text.money.title, says: text.money.says, span: 6, isSaving }}
      canSave={!setting.locked}
      onSave={() => save({ [setting.name]: toPriceText(prices) })}
    >
      <Origin setting={setting} />
      <div className={css.row}>
        {PLANS.map((plan) => (
          <div key={plan} className={css.field}>
            <div className={css.label}>
              <label htmlFor={`${id}-${plan}`}>{text.money[plan]}</label>
            </div>
            <span className={css.dollars}>
              $
              <input
                id={`${id}-${plan}`}
                className="fd-input"
                inputMode="decimal"
                placeholder={listed(plan)}
                value={prices[plan]}
                disabled={setting.locked}
                aria-invalid={error !== undefined}
                aria-describedby={`${id}-help`}
                onChange={({ target }) => setPrices({ ...prices, [plan]: target.value })}
              />
            </span>
          </div>
        ))}
      </div>
      <p id={`${id}-help`} className={css.help}>
        {error === undefined ? null : (
          <span role="alert" className={css.error}>
            {error}{' '}
          </span>
        )}
        {text.money.otherHelp}
      </p>
    </SectionForm>
  );
}
