import { Card } from '../../card/Card.tsx';
import { organizationSentences } from '../../data/status/organizations.ts';
import type { Status } from '../../data/status/status.ts';
import * as text from '../../text/pages/data-health.ts';
import css from './plain-list.module.css';

/** Whether a person of several organizations counts once or is added up, as the data show; nothing where no host has several. */
export function OrganizationsCard({ status }: { readonly status: Status }) {
  const lines = organizationSentences(status);
  if (lines.length === 0) return null;
  return (
    <Card id="health-organizations" title={text.organizations} says={text.organizationsSays} span={5}>
      <ul className={css.root}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Card>
  );
}
