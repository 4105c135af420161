import type { ReactNode } from 'react';
import { Card } from '../../card/Card.tsx';
import * as text from '../../text/pages/settings.ts';
import css from './settings.module.css';

/** A section with its fields and the button that saves them together. */
export function SectionForm({
  id,
  title,
  says,
  span,
  canSave,
  isSaving,
  onSave,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly span: 6 | 12;
  /** False: nothing in it can be changed, so there is no button. */
  readonly canSave: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Card id={`settings-${id}`} title={title} says={says} span={span}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        {children}
        {canSave ? (
          <div className={css.foot}>
            <button type="submit" className="fd-button" data-kind="primary" disabled={isSaving}>
              {isSaving ? text.saving : text.save}
            </button>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
