import { LIST_SEAT_PRICES } from '@flightdeck/catalog';
import { problemOf, useStatus } from '../../data/hooks.ts';
import { useMe } from '../../data/session/me.ts';
import { type Setting, useSettings } from '../../data/settings.ts';
import * as text from '../../text/pages/settings.ts';
import { Failed, Skeleton } from '../../ui/State.tsx';
import { AboutSection } from './AboutSection.tsx';
import { ConnectSection } from './connect/ConnectSection.tsx';
import { CONNECT, type ConnectName } from './connect/connect-changes.ts';
import { DaysSection } from './DaysSection.tsx';
import { GoalsSection } from './GoalsSection.tsx';
import { MoneySection } from './MoneySection.tsx';
import { RolesSection } from './RolesSection.tsx';
import { SyncSection } from './SyncSection.tsx';

/** Settings that administrators change while the server runs, and those that are read at the start. */
export function SettingsPage() {
  const settings = useSettings();
  const { data: status } = useStatus();
  const me = useMe();
  return (
    <>
      <h1 className="fd-page-title">{text.title}</h1>
      <p className="fd-lead">{text.lead}</p>
      {settings.isError ? (
        <Failed problem={problemOf(settings.error)} retry={() => void settings.refetch()} />
      ) : settings.data === undefined || status === undefined ? (
        <Skeleton height={240} />
      ) : (
        <div className="fd-grid">
          <Sections
            settings={settings.data}
            isDemo={status.demo}
            version={status.version}
            scopes={status.scopes.map(({ scope }) => scope)}
            signsIn={me?.signIn !== 'none'}
          />
        </div>
      )}
    </>
  );
}

function Sections({
  settings,
  isDemo,
  version,
  scopes,
  signsIn,
}: {
  readonly settings: readonly Setting[];
  readonly isDemo: boolean;
  readonly version: string;
  readonly scopes: readonly string[];
  readonly signsIn: boolean;
}) {
  const by = new Map(settings.map((setting) => [setting.name, setting]));
  const of = (name: string): Setting => {
    const setting = by.get(name);
    if (setting === undefined) throw new Error(`The server has no setting ${name}.`);
    return setting;
  };
  const connect = Object.fromEntries(CONNECT.map((name) => [name, of(name)])) as Record<ConnectName, Setting>;
  return (
    <>
      <ConnectSection of={connect} isDemo={isDemo} />
      <SyncSection interval={of('SYNC_INTERVAL')} seats={of('SYNC_SEATS')} />
      <MoneySection prices={of('SEAT_PRICES')} list={LIST_SEAT_PRICES} />
      <GoalsSection target={of('ACCEPTANCE_TARGET')} />
      <DaysSection week={of('WORKING_DAYS')} country={of('HOLIDAYS')} dates={of('HOLIDAY_DATES')} />
      <RolesSection scopes={isDemo ? [] : scopes} signsIn={signsIn} />
      <AboutSection settings={settings.filter(({ page }) => page === null)} version={version} />
    </>
  );
}
