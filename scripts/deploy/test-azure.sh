#!/usr/bin/env bash
# Checks what deploys to Azure and what releases: bicep, azure.yaml, workflows, pipelines. What a machine lacks is skipped by name. Ends
# with the plain line of counts that CI reads. PYTHON names a Python that has tree-sitter-bicep, FLIGHTDECK_TOOLS a folder for what npm has.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0 skipped=0
checks=scripts/deploy/azure
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# NAME COMMAND…: one check; what it printed is shown when it fails.
check() {
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then passed=$((passed + 1)); echo "ok      $name"; else failed=$((failed + 1)); echo "FAILED  $name"; cat "$work/log"; fi
}
# NAME COMMAND…: many checks, counted by the line they end with.
count() {
  local name=$1 sum
  shift
  "$@" >"$work/log" 2>&1
  sum=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$work/log" | tail -1)
  grep -vxF "$sum" "$work/log"
  if [ -z "$sum" ]; then failed=$((failed + 1)); echo "FAILED  $name did not end"; return; fi
  passed=$((passed + ${sum%% *}))
  sum=${sum#*, }
  failed=$((failed + ${sum%% *}))
}
skip() { skipped=$((skipped + 1)); echo "skipped $1: $2 cannot be had here"; }
has() { command -v "$1" >/dev/null; }

packages='@azure/arm-appcontainers@3.0.0 @azure/arm-authorization@9.0.0 @azure/arm-containerregistry@12.0.0 @azure/arm-keyvault@5.0.0 @azure/arm-msi@2.2.0 @azure/arm-operationalinsights@9.0.0 @azure/arm-storage@20.0.0'
types=${FLIGHTDECK_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/flightdeck-test}/azure-types-$(printf '%s' "$packages" | cksum | cut -d' ' -f1)
install_types() {
  [ -f "$types/package.json" ] && return
  mkdir -p "$types" || return
  # shellcheck disable=SC2086
  npm install --prefix "$types" --no-audit --no-fund --no-save --no-package-lock --ignore-scripts $packages && echo '{}' >"$types/package.json"
} >/dev/null 2>&1

if "$python" -c 'import tree_sitter_bicep' 2>/dev/null; then
  count 'the names of deploy/azure' "$python" $checks/check-bicep.py
  if install_types && "$python" $checks/check-bicep.py --resources >"$work/resources.json"; then
    count 'the properties of deploy/azure' node $checks/check-properties.mjs "$work/resources.json" "$types"
  else skip 'the properties of deploy/azure' '@azure/arm-* of npm'; fi
else skip 'deploy/azure' 'tree-sitter-bicep of PyPI'; fi
if has az && az bicep version >/dev/null 2>&1; then
  check 'bicep compiles' az bicep build --file deploy/azure/main.bicep --stdout
  check 'bicep lint has nothing to say' az bicep lint --file deploy/azure/main.bicep
else skip 'bicep build and lint' 'the bicep compiler'; fi
if has check-jsonschema; then
  check 'azure.yaml is as its schema says' check-jsonschema --schemafile $checks/azure.yaml.schema.json azure.yaml
  check 'the workflows are as their schema says' check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
  # setup-azd is an extension, which the schema of Azure's own tasks does not know.
  sed 's/- task: setup-azd@1$/- bash: "true"/' .azdo/pipelines/azure-dev.yml >"$work/azure-dev.yml"
  check 'the pipeline is as its schema says' check-jsonschema --builtin-schema vendor.azure-pipelines --data-transform azure-pipelines "$work/azure-dev.yml"
else skip 'the schemas of azure.yaml and the pipelines' 'check-jsonschema of PyPI'; fi
if has actionlint; then check 'actionlint has nothing against the workflows' actionlint .github/workflows/*.yml
else skip 'actionlint' 'its Go module'; fi
if has zizmor; then check 'zizmor has nothing against the workflows' zizmor --offline --no-progress .github
else skip 'zizmor' 'zizmor of PyPI'; fi
pinned() { ! grep -hE '^ *-? *uses:' .github/workflows/*.yml | grep -vE '@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$'; }
check 'every action is named by the SHA of its commit' pinned
printed() { [ "$(NEXT_GRANT_VAULT='az a b' FLIGHTDECK_URL=https://x/ sh deploy/azure/next-steps.sh | grep -c '^  ')" = 2 ]; }
check 'what is left to do is printed, and only that' printed
if has shellcheck; then check 'the script of azd is clean to shellcheck' shellcheck deploy/azure/next-steps.sh; else skip 'next-steps.sh' shellcheck; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
