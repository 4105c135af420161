import { type DayRange, formatScope, InputError, parseDay, parseScope, scopeLabel } from '@flightdeck/catalog';
import { splitList } from '@flightdeck/query';
import {
  type Against,
  findSource,
  type ReconcileRequest,
  type ScopeChoice,
  SOURCES,
  type Window,
} from '@flightdeck/reconcile';
import { type Options, optionText, optionTexts } from '../command.ts';
import { parseWhere } from './query-input.ts';

/** What is asked, and the file to compare with, if any. */
export interface ReconcileInput {
  readonly request: ReconcileRequest;
  readonly file: string | null;
  /** The one scope a file's rows are of: `org:acme`. */
  readonly scopeKey: string;
}

/**
 * The comparison that the options ask for. `scopes` are the keys of all scopes there are, for `--against organizations`.
 * @throws InputError naming the option that is missing or wrong.
 */
export function toReconcileInput(options: Options, range: DayRange, scopes: readonly string[]): ReconcileInput {
  const metric = needed(options, 'metric', '--metric acceptance_rate');
  const scopeTexts = splitList(needed(options, 'scope', '--scope org:NAME or enterprise:NAME'));
  const scope = toScopeChoice(scopeTexts);
  const { against, file } = toAgainst(needed(options, 'against', '--against dashboard=0.312'), scopes);
  const readAt = optionText(options, 'readAt');
  const window = optionText(options, 'window');
  const share = optionText(options, 'share');
  const asOf = optionText(options, 'asOf');
  const people = optionText(options, 'people');
  const theirs = splitList(optionText(options, 'theirScope') ?? '');
  return {
    request: {
      metric,
      range,
      scope,
      where: optionTexts(options, 'where').map(parseWhere),
      ...(share !== undefined && { share: toShare(share) }),
      ...(asOf !== undefined && { asOf }),
      against: {
        ...against,
        ...(readAt !== undefined && { readAt }),
        ...(window !== undefined && { window: toWindow(window, range) }),
        ...(theirs.length > 0 && { scope: toScopeChoice(theirs) }),
        ...((people === 'prompts' || people === 'reported') && { people }),
      },
    },
    file,
    scopeKey: formatScope(parseScope(theirs[0] ?? scopeTexts[0] ?? '')),
  };
}

function needed(options: Options, name: string, example: string): string {
  const text = optionText(options, name);
  if (text !== undefined && text.trim() !== '') return text;
  throw new InputError(`--${name} is missing.`, { code: 'missing_option', hint: `Write ${example}.` });
}

function toScopeChoice(texts: readonly string[]): ScopeChoice {
  const scopes = texts.map(parseScope);
  const [first] = scopes;
  if (!first || scopes.some(({ kind }) => kind !== first.kind)) {
    throw new InputError('Enterprises and organizations are never added up together.', {
      code: 'mixed_scopes',
      hint: 'Write --scope enterprise:NAME, or --scope org:ONE,org:TWO.',
    });
  }
  return {
    dimension: first.kind === 'org' ? 'organization' : 'enterprise',
    names: scopes.map(scopeLabel),
  };
}

/** `dashboard=31.2%`, `file:PATH`, `organizations=a,b`, `aggregate`. */
function toAgainst(
  text: string,
  scopes: readonly string[],
): { readonly against: Against; readonly file: string | null } {
  const [, name = '', mark, rest = ''] = /^([a-z_]+)(?:([=:])(.*))?$/s.exec(text.trim()) ?? [];
  const source = findSource(name);
  if (!source) {
    throw new InputError(`"${text}" is no source of numbers.`, {
      code: 'unknown_source',
      hint: `Write --against dashboard=31.2%, --against file:PATH or one of ${SOURCES.map((one) => one.name).join(', ')}.`,
    });
  }
  if (source.needs.includes('rows')) {
    if (mark === undefined || rest === '') throw missingPart(name, `${name}:PATH`);
    return { against: { source: name }, file: rest };
  }
  if (source.needs.includes('text')) {
    if (mark === undefined || rest === '') throw missingPart(name, `${name}=31.2%`);
    return { against: { source: name, text: rest }, file: null };
  }
  if (!source.needs.includes('organizations')) return { against: { source: name }, file: null };
  const all = scopes
    .map(parseScope)
    .filter(({ kind }) => kind === 'org')
    .map(scopeLabel);
  const organizations = rest === '' ? all : splitList(rest);
  return { against: { source: name, organizations }, file: null };
}

function missingPart(name: string, example: string): InputError {
  return new InputError(`What "${name}" says is missing.`, { code: 'not_given', hint: `Write --against ${example}.` });
}

function toShare(text: string): NonNullable<ReconcileRequest['share']> {
  const { dimension, values } = parseWhere(text);
  return { dimension, values };
}

/** `28` days or `month`, both to the last day of the range, or `FROM..TO`. */
function toWindow(text: string, { to }: DayRange): Window {
  if (text === 'month') return { kind: 'month', to };
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return { kind: 'rolling', days: Number(text), to };
  const [from, last, more] = text.split('..');
  if (from !== undefined && last !== undefined && more === undefined) {
    return { kind: 'days', range: { from: parseDay(from), to: parseDay(last) } };
  }
  throw new InputError(`"${text}" is not a window.`, {
    code: 'bad_window',
    hint: 'Write --window 28, --window month or --window 2026-10-01..2026-10-31.',
  });
}
