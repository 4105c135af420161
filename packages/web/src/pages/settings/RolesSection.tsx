import { Card } from '../../card/Card.tsx';
import { type Grants, type Holder, useGrants, useRevokeGrant } from '../../data/grants.ts';
import { problemOf } from '../../data/hooks.ts';
import { formatTime } from '../../format/format.ts';
import * as text from '../../text/pages/settings.ts';
import { OwnIcon } from '../../ui/own-icons.tsx';
import { Failed, Skeleton } from '../../ui/State.tsx';
import { useToast } from '../../ui/toast.tsx';
import { GiveRole } from './GiveRole.tsx';
import css from './settings.module.css';

const words = text.roles;
/** Marks a grant that does nothing now, with the reason. */
function Lapsed({ lapse }: Pick<Grants['grants'][number], 'lapse'>) {
  if (lapse === null) return null;
  return (
    <span className="fd-pill" data-tone="warn" title={words.lapseSays[lapse]}>
      {words.lapse[lapse]}
    </span>
  );
}

const nameOf = (to: Holder): string => to.name;

/** Grants given here and by settings; roles are given and taken back. */
export function RolesSection({ scopes, signsIn }: { readonly scopes: readonly string[]; readonly signsIn: boolean }) {
  const grants = useGrants();
  const revoke = useRevokeGrant();
  const toast = useToast();
  if (grants.isError)
    return (
      <Card id="settings-roles" title={words.title} says={words.says} span={12}>
        <Failed problem={problemOf(grants.error)} retry={() => void grants.refetch()} />
      </Card>
    );
  if (grants.data === undefined)
    return (
      <Card id="settings-roles" title={words.title} says={words.says} span={12}>
        <Skeleton height={160} />
      </Card>
    );
  const { grants: given, settings, people } = grants.data;
  return (
    <Card id="settings-roles" title={words.title} says={words.says} span={12}>
      {signsIn ? null : <p className={css.help}>{words.unsigned}</p>}
      {given.length + settings.length === 0 ? (
        <p className={css.help}>{words.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone
        <section className={css.scrolls} tabIndex={0} aria-label={words.title}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.by}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {settings.map(({ group, grant, setting, lapse }) => (
                <tr key={`${setting} ${group} ${grant}`}>
                  <th scope="row">{group}</th>
                  <td>
                    {grant} <Lapsed lapse={lapse} />
                  </td>
                  <td>
                    <span className="fd-pill" data-tone="info">
                      <OwnIcon name="lock" size={12} /> {text.lockedBy({ from: setting })}
                    </span>
                  </td>
                  <td />
                </tr>
              ))}
              {given.map(({ id, to, grant, by, at, lapse }) => (
                <tr key={id}>
                  <th scope="row">{nameOf(to)}</th>
                  <td>
                    {grant} <Lapsed lapse={lapse} />
                  </td>
                  <td>{words.givenBy({ by, at: formatTime(at, new Date()) })}</td>
                  <td>
                    <button
                      type="button"
                      className="fd-button"
                      aria-label={words.revokeOf({ name: nameOf(to), grant })}
                      onClick={() =>
                        revoke.mutate(id, {
                          onSuccess: () => toast({ text: words.taken }),
                          onError: (error) => toast({ text: problemOf(error).message }),
                        })
                      }
                    >
                      {words.revoke}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <GiveRole people={people} scopes={scopes} />
    </Card>
  );
}
