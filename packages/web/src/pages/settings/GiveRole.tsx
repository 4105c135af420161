import { useId, useState } from 'react';
import { type Grants, type Holder, useGiveGrant } from '../../data/grants.ts';
import { problemOf } from '../../data/hooks.ts';
import * as text from '../../text/pages/settings.ts';
import { useToast } from '../../ui/toast.tsx';
import css from './settings.module.css';

const words = text.roles;
const ROLES = ['viewer', 'analyst', 'auditor', 'admin', 'self'] as const;
/** Roles that are always for everything. */
const WHOLE: readonly string[] = ['admin', 'self'];

/** Gives a role in a scope to a person, a group or a team. */
export function GiveRole({
  people,
  scopes,
}: {
  readonly people: Grants['people'];
  readonly scopes: readonly string[];
}) {
  const give = useGiveGrant();
  const toast = useToast();
  const id = useId();
  const [kind, setKind] = useState<Holder['kind']>('group');
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('viewer');
  const [scope, setScope] = useState('');
  const isWhole = WHOLE.includes(role);
  const holder = (): Holder | null => {
    if (kind !== 'person') return name.trim() === '' ? null : { kind, name: name.trim() };
    const person = people.find((one) => one.id === name);
    return person === undefined ? null : { kind, id: person.id, name: person.name };
  };
  const problem = give.error === null ? null : problemOf(give.error);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        const to = holder();
        if (to === null) return;
        const grant = isWhole ? role : `${role}@${scope.trim() || '*'}`;
        give.mutate(
          { to, grant },
          {
            onSuccess: () => {
              toast({ text: words.given });
              setName('');
            },
          },
        );
      }}
    >
      <div className={css.row}>
        <div>
          <label className={css.label} htmlFor={`${id}-kind`}>
            {words.kind}
          </label>
          <select
            id={`${id}-kind`}
            className="fd-input"
            value={kind}
            onChange={({ target }) => {
              setKind(target.value as Holder['kind']);
              setName('');
            }}
          >
            <option value="group">{words.group}</option>
            <option value="person">{words.person}</option>
            <option value="team">{words.team}</option>
          </select>
        </div>
        <div>
          <label className={css.label} htmlFor={`${id}-name`}>
            {kind === 'team' ? words.teamName : kind === 'group' ? words.groupName : words.person}
          </label>
          {kind === 'person' ? (
            <select
              id={`${id}-name`}
              className="fd-input"
              value={name}
              onChange={({ target }) => setName(target.value)}
            >
              <option value="">{people.length === 0 ? words.noPeople : '…'}</option>
              {people.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </select>
          ) : (
            <input
              id={`${id}-name`}
              className="fd-input"
              required
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </div>
        <div>
          <label className={css.label} htmlFor={`${id}-role`}>
            {words.role}
          </label>
          <select
            id={`${id}-role`}
            className="fd-input"
            value={role}
            onChange={({ target }) => setRole(target.value as (typeof ROLES)[number])}
          >
            {ROLES.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </div>
        <div>
          <label className={css.label} htmlFor={`${id}-scope`}>
            {words.scope}
          </label>
          <input
            id={`${id}-scope`}
            className="fd-input"
            list={`${id}-scopes`}
            placeholder={words.everything}
            value={isWhole ? '' : scope}
            disabled={isWhole}
            aria-describedby={`${id}-help`}
            onChange={({ target }) => setScope(target.value)}
          />
          <datalist id={`${id}-scopes`}>
            {scopes.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </div>
      </div>
      <p id={`${id}-help`} className={css.help}>
        {problem === null ? null : (
          <span role="alert" className={css.error}>
            {problem.message} {problem.hint}{' '}
          </span>
        )}
        {words.scopeHelp}
      </p>
      <div className={css.foot}>
        <button type="submit" className="fd-button" disabled={give.isPending}>
          {words.add}
        </button>
      </div>
    </form>
  );
}
