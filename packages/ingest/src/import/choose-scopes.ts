import { formatScope, InputError, parseScope, type Scope } from '@flightdeck/catalog';
import type { IngestHistory } from '../load/history.ts';
import type { Entity } from '../scan/entities.ts';
import type { Expectation } from '../scan/report-scan.ts';
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
 * @throws InputError `scope_needed` when the rows name nobody.
 */
export function chooseScopes(
  peek: Pick<Peek, 'entities' | 'organizations'>,
  stated: Scope | undefined,
  history: IngestHistory,
): readonly ChosenScope[] {
  if (stated !== undefined) {
    const entityIds = history.entityIds(stated);
    return [{ scope: stated, expect: entityIds === undefined ? {} : { entityIds }, notice: null }];
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
  return peek.entities.map((entity) => {
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
