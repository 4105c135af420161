// check-properties.mjs RESOURCES.json TYPES: compares every property that deploy/azure sets with the types of Azure's own packages
// (@azure/arm-*) in the folder TYPES, and the versions of their interfaces. Ends with the plain line of counts that CI reads.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [resourcesFile, types] = process.argv.slice(2);
const load = createRequire(join(types, 'package.json'));

/** Kinds of resources: the package, and the mapper or serializer of what is sent to make one. */
const KINDS = {
  'Microsoft.App/containerApps': ['arm-appcontainers', 'ContainerApp'],
  'Microsoft.App/containerApps/authConfigs': ['arm-appcontainers', 'AuthConfig'],
  'Microsoft.App/managedEnvironments': ['arm-appcontainers', 'ManagedEnvironment'],
  'Microsoft.App/managedEnvironments/storages': ['arm-appcontainers', 'ManagedEnvironmentStorage'],
  'Microsoft.Authorization/roleAssignments': ['arm-authorization', 'RoleAssignmentCreateParameters'],
  'Microsoft.ContainerRegistry/registries': ['arm-containerregistry', 'registrySerializer'],
  'Microsoft.KeyVault/vaults': ['arm-keyvault', 'vaultCreateOrUpdateParametersSerializer'],
  'Microsoft.KeyVault/vaults/secrets': ['arm-keyvault', 'secretCreateOrUpdateParametersSerializer'],
  'Microsoft.ManagedIdentity/userAssignedIdentities': ['arm-msi', 'Identity'],
  'Microsoft.OperationalInsights/workspaces': ['arm-operationalinsights', 'Workspace'],
  'Microsoft.Storage/storageAccounts': ['arm-storage', 'storageAccountCreateParametersSerializer'],
  'Microsoft.Storage/storageAccounts/fileServices': ['arm-storage', 'fileServicePropertiesSerializer'],
  'Microsoft.Storage/storageAccounts/fileServices/shares': ['arm-storage', 'fileShareSerializer'],
};
/** What bicep itself reads of a resource. */
const OF_BICEP = new Set(['name', 'parent', 'scope', 'dependsOn']);

/** A shape: `of` names of properties to their shapes, `items` the shape of elements, `values` the texts allowed, `from` and `to` the numbers; none: anything. */
const ANYTHING = {};
const MOST_DEPTH = 12;

const foldersOf = (name) =>
  ['dist/commonjs', 'dist-esm/src'].map((one) => join(types, 'node_modules', '@azure', name, one));

/** Text of all scripts of a package. */
function scriptsOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => /(?<!\.d)\.js$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

/** The shape of a kind, and whether the package speaks that version. */
async function open(kind) {
  const [name, model] = KINDS[kind];
  const folder = foldersOf(name).find((one) => isThere(one));
  const text = scriptsOf(folder);
  if (model.endsWith('Serializer')) {
    const { [model]: serialize } = load(join(folder, 'models', 'models.js'));
    return { shape: record(serialize(recorder())), text };
  }
  const mappers = await import(join(folder, 'models', 'mappers.js'));
  limits = readLimits(join(folder, 'models', 'index.d.ts'));
  return { shape: fromMapper(mappers.default ?? mappers, model, 0), text };
}

function isThere(path) {
  try {
    return readdirSync(path).length > 0;
  } catch {
    return false;
  }
}

/** Answers any question a serializer asks of a value with itself, so that what it returns has every property that it can send. */
function recorder() {
  return new Proxy(() => undefined, {
    get(_, key) {
      if (key === 'map') return (each) => [each(recorder())];
      if (key === Symbol.toPrimitive) return () => '';
      if (key === Symbol.iterator) return undefined;
      return key === IS_RECORDER ? true : recorder();
    },
    apply: () => recorder(),
  });
}
const IS_RECORDER = Symbol('recorder');

function record(value, depth = 0) {
  if (value === null || value === undefined || value[IS_RECORDER] || typeof value !== 'object' || depth > MOST_DEPTH)
    return ANYTHING;
  if (Array.isArray(value)) return { items: record(value[0], depth + 1) };
  const names = Object.keys(value);
  return names.length === 0
    ? ANYTHING
    : { of: Object.fromEntries(names.map((name) => [name, record(value[name], depth + 1)])) };
}

/** Smallest and largest numbers, by interface and property, as the comments of the types have them. */
let limits = {};
function readLimits(file) {
  const found = {};
  if (!isThere(join(file, '..'))) return found;
  for (const [, name, body] of readFileSync(file, 'utf8').matchAll(/^export interface (\w+)[^{]*\{\n(.*?)^\}/gms))
    for (const [, from, to, property] of body.matchAll(
      /Minimum value is (\d+)\. Maximum value is (\d+)\.[^\n]*\*\/\n\s*(\w+)\?/g,
    ))
      found[`${name}.${property}`] = { from: Number(from), to: Number(to) };
  return found;
}

function fromMapper(mappers, className, depth) {
  if (depth > MOST_DEPTH) return ANYTHING;
  const of = {};
  for (const mapper of Object.values(mappers[className].type.modelProperties ?? {})) {
    if (mapper.readOnly) continue;
    const path = mapper.serializedName.split('.');
    let at = of;
    for (const name of path.slice(0, -1)) {
      at[name] ??= { of: {} };
      at = at[name].of;
    }
    const type = fromType(mappers, mapper.type, depth + 1);
    at[path.at(-1)] = { ...type, ...limits[`${className}.${path.at(-1)}`] };
  }
  return { of };
}

function fromType(mappers, type, depth) {
  if (type.name === 'Composite' && type.className) return fromMapper(mappers, type.className, depth);
  if (type.name === 'Sequence') return { items: fromType(mappers, type.element.type, depth + 1) };
  return type.name === 'Enum' ? { values: type.allowedValues } : ANYTHING;
}

/** Paths of what a value has and its shape has not. */
function* wrong(value, shape, path) {
  for (const one of value.one_of ?? []) yield* wrong(one, shape, path);
  if (value.text !== undefined && shape.values && !shape.values.includes(value.text)) yield `${path}=${value.text}`;
  if (value.number < shape.from || value.number > shape.to)
    yield `${path}=${value.number}, not ${shape.from} to ${shape.to}`;
  if (value.array && shape.items) for (const one of value.array) yield* wrong(one, shape.items, `${path}[]`);
  if (value.array && shape.of) yield `${path} is a list`;
  if (value.object && shape.items) yield `${path} is no list`;
  if (!value.object || !shape.of) return;
  for (const [name, one] of Object.entries(value.object)) {
    const inner = shape.of[name];
    if (inner === undefined) yield `${path}.${name}`;
    else yield* wrong(one, inner, `${path}.${name}`);
  }
}

/** Copies of a value with one property too many, at each object that has a shape, and with each number beyond its limit. */
function* spoilt(value, shape, put) {
  if (value.number !== undefined && shape.to !== undefined) yield put({ number: shape.to + 1 });
  if (value.object && shape.of) {
    yield put({ ...value, object: { ...value.object, noSuchProperty: { text: '' } } });
    for (const [name, one] of Object.entries(value.object))
      if (shape.of[name])
        yield* spoilt(one, shape.of[name], (changed) => put({ object: { ...value.object, [name]: changed } }));
  }
  if (value.array && shape.items)
    for (const one of value.array) yield* spoilt(one, shape.items, (changed) => put({ array: [changed] }));
  for (const one of value.one_of ?? []) yield* spoilt(one, shape, (changed) => put({ one_of: [changed] }));
}

const counts = [0, 0];
function check(name, problems) {
  counts[problems.length === 0 ? 0 : 1] += 1;
  console.log(problems.length === 0 ? `ok      ${name}` : `FAILED  ${name}: ${problems.join(', ')}`);
}

let spoiltInAll = 0;
let missed = 0;
for (const { file, name, type, version, body } of JSON.parse(readFileSync(resourcesFile, 'utf8'))) {
  if (!(type in KINDS)) {
    check(`${file}: ${type}`, ['no package is named for it']);
    continue;
  }
  const { shape, text } = await open(type);
  const own = { object: Object.fromEntries(Object.entries(body.object).filter(([key]) => !OF_BICEP.has(key))) };
  const found = [...wrong(own, shape, name)];
  if (!text.includes(version)) found.push(`${KINDS[type][0]} does not speak ${version}`);
  check(`${file}: ${type}@${version} has the properties that are set`, found);
  for (const changed of spoilt(own, shape, (one) => one)) {
    spoiltInAll += 1;
    if ([...wrong(changed, shape, name)].length === found.length) missed += 1;
  }
}
check(
  `a property too many and a number too large are found wherever they are put (${spoiltInAll} places)`,
  missed > 0 || spoiltInAll < 50 ? [`${missed} were not`] : [],
);
console.log(`${counts[0]} passed, ${counts[1]} failed`);
process.exitCode = counts[1] === 0 ? 0 : 1;
