import { formatScope, InputError, parseScope, type Scope } from '@flightdeck/catalog';
import type { IngestHistory } from '../../replay/history.ts';
import type { Expectation } from '../../scan/report-scan.ts';
import type { Entity } from '../../scan/seen/entities.ts';
import type { Peek } from './peek.ts';

/** A scope to load a file under, and whose rows of it. */
export interface ChosenScope {
  readonly scope: Scope;
  readonly expect: Expectation;
  readonly notice: string | null;
}

/**
 * Under which scope a file is loaded: the one stated; else the one under which the same organization or enterprise was
 * loaded before; else one named after GitHub's id; of a bill the one organization it
 * names. A file of several entities is loaded under several.
 * @throws InputError `scope_needed` when the rows name nobody; `unknown_id` when none are of the id asked for.
 */
export function chooseScopes(
  peek: Pick<Peek, 'entities' | 'organizations'>,
  stated: Scope | undefined,
  history: IngestHistory,
  entityId?: string,
): readonly ChosenScope[] {
  if (stated !== undefined) {
    const entityIds = history.entityIds(stated);
    const expect = {
      ...(entityIds === undefined ? {} : { entityIds }),
      ...(entityId === undefined ? {} : { entityId }),
    };
    return [{ scope: stated, expect, notice: noticeOfSeveral(stated, peek.entities, entityId) }];
  }
  const [organization, ...others] = peek.organizations;
  if (peek.entities.length === 0 && organization !== undefined && others.length === 0) {
    const scope = parseScope(`org:${organization}`);
    return [{ scope, expect: {}, notice: `Loaded for ${formatScope(scope)}, the one organization it names.` }];
  }
  if (others.length > 0) {
    throw new InputError(`The file names ${peek.organizations.length} organizations.`, {
      code: 'scope_needed',
      hint: `Add --scope enterprise:NAME for all of it, or --scope org:${organization} for one of them.`,
    });
  }
  if (peek.entities.length === 0) {
    throw new InputError('The file does not say which organization or enterprise it is of.', {
      code: 'scope_needed',
      hint: 'Add --scope org:NAME or --scope enterprise:NAME.',
    });
  }
  const wanted = peek.entities.filter(({ id }) => entityId === undefined || id === entityId);
  if (wanted.length === 0) {
    throw new InputError(`The file has no rows of ${entityId}; it has ${peek.entities.map(describe).join(', ')}.`, {
      code: 'unknown_id',
      hint: 'Give --id one of these, or leave it out to load each under a scope of its own.',
    });
  }
  return wanted.map((entity) => {
    const known = history.scopeOf(`${entity.kind} ${entity.id}`);
    const scope = known ?? scopeOfId(entity);
    return {
      scope,
      expect: peek.entities.length > 1 ? { entityId: entity.id } : {},
      notice:
        known === undefined
          ? `${describe(entity)} is loaded as ${formatScope(scope)}. To name it, import with --scope ${kindOf(entity)}:NAME.`
          : null,
    };
  });
}

/** What to know when rows of several organizations become an enterprise's. */
function noticeOfSeveral(stated: Scope, entities: readonly Entity[], entityId: string | undefined): string | null {
  const organizations = entities.filter(({ kind }) => kind === 'organization');
  if (stated.kind !== 'enterprise' || organizations.length < 2 || entityId !== undefined) return null;
  return `Rows of ${organizations.length} organizations are loaded as ${formatScope(stated)}; a person of several counts once.`;
}

function scopeOfId(entity: Entity): Scope {
  try {
    return parseScope(`${kindOf(entity)}:id-${entity.id}`);
  } catch (cause) {
    throw new InputError(`The ${describe(entity)} has an id that cannot be a name.`, {
      code: 'scope_needed',
      hint: `Add --scope ${kindOf(entity)}:NAME.`,
      cause,
    });
  }
}

function kindOf(entity: Entity): Scope['kind'] {
  return entity.kind === 'organization' ? 'org' : 'enterprise';
}

function describe(entity: Entity): string {
  return `${entity.kind} ${entity.id}`;
}
