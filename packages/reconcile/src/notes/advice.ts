import {
  addDays,
  CapabilityError,
  isInternalModel,
  LEAST_CLIENTS,
  lossOf,
  SETTLING_DAYS,
  toDay,
} from '@flightdeck/catalog';
import type { AskOne } from '../ask.ts';
import type { Definition } from '../definition.ts';
import { keyOf } from '../measure/read.ts';
import type { CauseShare } from '../result.ts';
import { formatDay, rangeOf } from '../window.ts';

/** What somebody can do about a difference, each with the evidence in the data. */
export async function adviceFor(
  { definition: theirs, readAt }: { readonly definition: Definition; readonly readAt: string | null },
  steps: readonly Pick<CauseShare, 'cause'>[],
  ask: AskOne,
): Promise<readonly string[]> {
  const has = (causes: readonly string[]): boolean => steps.some(({ cause }) => causes.includes(cause));
  const [models, clients] = await Promise.all([
    isOfModels(theirs) ? internalModels(theirs, ask) : [],
    has(UNSEEN) || has(['unknown_excluded']) ? oldClients(theirs, ask) : [],
  ]);
  return [...exportAgain(theirs, readAt), ...(has(UNSEEN) ? [TELEMETRY] : []), ...clients, ...models];
}

/** Causes that may be due to people whose clients report nothing. */
const UNSEEN: readonly string[] = ['telemetry_off', 'server_side'];

/** @source github/docs "Reconciling Copilot usage metrics", prerequisite. */
const TELEMETRY =
  'Some people have no activity in the reports: before anything else, check that telemetry is on in their editors and that the network lets it through.';

/** @source github/docs "Reconciling Copilot usage metrics", export timing. */
function exportAgain({ window }: Definition, readAt: string | null): readonly string[] {
  const { to } = rangeOf(window);
  if (readAt === null || to <= addDays(toDay(new Date(readAt)), -1 - SETTLING_DAYS)) return [];
  const when = addDays(to, SETTLING_DAYS + 1);
  return [
    `Their number was taken before ${formatDay(to)} was final. Read or export it again on ${formatDay(when)} or later, after three full UTC days.`,
  ];
}

const isOfModels = ({ breakdown, over, where }: Definition): boolean =>
  breakdown?.dimension === 'model' || [...over.where, ...where].some(({ dimension }) => dimension === 'model');

async function internalModels(definition: Definition, ask: AskOne): Promise<readonly string[]> {
  const rows = await rowsOf(definition, ['generated'], ['model'], ask);
  const outputs = (wanted: (model: string) => boolean): number =>
    rows.reduce((sum, row) => (wanted(keyOf(row, 'model')) ? sum + Number(row.generated ?? 0) : sum), 0);
  const names = rows.map((row) => keyOf(row, 'model')).filter(isInternalModel);
  const share = `${outputs(isInternalModel)} of ${outputs(() => true)} outputs`;
  if (names.length === 0) return [];
  return [
    `${names.join(', ')} (${share}) is used by Copilot itself, for example to summarise a chat; nobody may have chosen it.`,
  ];
}

/** Clients below GitHub's minimum versions, and editors without a stated minimum. */
async function oldClients(definition: Definition, ask: AskOne): Promise<readonly string[]> {
  const rows = await rowsOf(definition, ['reported_users'], ['ide', 'ide_version'], ask);
  const clients = rows.map((row) => ({
    ide: keyOf(row, 'ide'),
    version: keyOf(row, 'ide_version'),
    people: Number(row.reported_users ?? 0),
  }));
  const old = clients.filter(({ ide, version }) => version !== '' && lossOf(ide, version) === 'all');
  const others = new Set(clients.map(({ ide }) => ide).filter((ide) => !isNamed(ide)));
  return [
    ...(old.length > 0
      ? [
          `Below GitHub's minimum version, so little or nothing is reported: ${old.map(({ ide, version, people }) => `${ide} ${version} (${people})`).join(', ')}. Update them.`,
        ]
      : []),
    ...(others.size > 0
      ? [`GitHub names no minimum version for ${[...others].join(', ')}: they may report less.`]
      : []),
  ];
}

const isNamed = (ide: string): boolean =>
  ['', 'unknown', 'others'].includes(ide) || LEAST_CLIENTS.some(({ ides }) => ides.includes(ide));

/** Rows of the other number's scope and days; none where they cannot be asked for. */
async function rowsOf({ scope, window }: Definition, metrics: string[], by: string[], ask: AskOne) {
  const where = [{ dimension: scope.dimension, values: [...scope.names] }];
  return ask({ metrics, by, range: rangeOf(window), where }).then(
    ({ rows }) => rows,
    (error: unknown) => {
      if (error instanceof CapabilityError) return [];
      throw error;
    },
  );
}
