#!/usr/bin/env bash
# Builds the image and runs it as strictly as an orchestrator would: read-only, as 10001, without any capability. Ends with the plain
# line of counts that CI reads. Needs root, buildah and podman; what is missing is named and counted as skipped.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
image=localhost/flightdeck:test
port=${PORT:-18080}
check() {
  if [ "$2" = 0 ]; then passed=$((passed + 1)); echo "ok      $1"; else failed=$((failed + 1)); echo "FAILED  $1"; fi
}
skip() {
  echo "skipped the image: $1"
  echo '0 passed, 0 failed, 1 skipped'
  exit 0
}

[ "$(id -u)" = 0 ] || skip 'only root can mount what a container needs here'
for tool in buildah podman mmdebstrap curl unshare; do command -v "$tool" >/dev/null || skip "$tool is not installed"; done

if command -v hadolint >/dev/null; then hadolint Dockerfile; check 'the Dockerfile is clean to hadolint' $?; else echo 'skipped hadolint: not installed'; fi

if [ -z "${NODE_IMAGE:-}" ]; then
  NODE_IMAGE=localhost/flightdeck-node-base
  buildah inspect --type image "$NODE_IMAGE" >/dev/null 2>&1 || scripts/deploy/base-image.sh "$NODE_IMAGE"
fi
if [ "${1:-}" != --built ]; then
  buildah bud --quiet --isolation chroot --network host --format docker --build-arg "NODE_IMAGE=$NODE_IMAGE" \
    --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)" -t "$image" . >/dev/null
  check 'the image is built from the checkout' $?
fi
if [ "$failed" -gt 0 ]; then echo "$passed passed, $failed failed"; exit 1; fi

work=$(mktemp -d)
container=flightdeck-test-$$
finish() {
  in_namespace podman "${options[@]}" rm -f "$container" >/dev/null 2>&1
  rm -rf "$work"
}
trap finish EXIT
mkdir "$work/data" && chown 10001:10001 "$work/data"

options=(--cgroup-manager=cgroupfs --events-backend=file)
# Podman wants control groups of one version; in a mount namespace of its own the other one is out of the way.
in_namespace() {
  # shellcheck disable=SC2016
  unshare -m sh -c 'mount --make-rprivate /; umount /sys/fs/cgroup/unified 2>/dev/null
    exec "$@"' sh "$@"
}

size() { buildah inspect --type image --format '{{.OCIv1.RootFS.DiffIDs}}' "$1" >/dev/null && podman image inspect --format '{{.Size}}' "$1"; }
own=$((($(size "$image") - $(size "$NODE_IMAGE")) / 1000000))
echo "        $own MB unpacked on top of the base"
[ "$own" -le 350 ]; check 'it adds at most 350 MB to the base' $?

# There is no bridge where this runs, so the network is the host's, and the server keeps to loopback.
# As nice as can be: without capabilities nothing in it may then come forward, and all must work the same.
in_namespace nice -n 19 podman "${options[@]}" run --name "$container" --cgroups=disabled --network host --no-healthcheck \
  --ulimit nofile=1024:1024 --ulimit nproc=1024:4096 --read-only --tmpfs /tmp -v "$work/data:/data" \
  --cap-drop ALL --security-opt no-new-privileges -e HOST=127.0.0.1 -e "PORT=$port" \
  -e FLIGHTDECK_DEMO_PEOPLE=50 -e FLIGHTDECK_DEMO_DAYS=30 "$image" >"$work/log" 2>&1 &
running=$!
url=http://127.0.0.1:$port
ready=1
for _ in $(seq 180); do
  if curl -sf "$url/readyz" >/dev/null; then ready=0; break; fi
  kill -0 "$running" 2>/dev/null || break
  sleep 1
done
check 'it is ready with the demo, read-only and without capabilities' "$ready"
[ "$ready" = 0 ] || tail -20 "$work/log"

server=$(pgrep -f '^node /app/node_modules/flightdeck/bin/flightdeck.mjs start' | head -1)
status() { sed -n "s/^$1:[[:space:]]*//p" "/proc/$server/status" 2>/dev/null; }
[ "$(status Uid | cut -f1)" = 10001 ] && [ "$(status Gid | cut -f1)" = 10001 ]; check 'it runs as user and group 10001' $?
[ "$(status CapEff)" = 0000000000000000 ] && [ "$(status CapBnd)" = 0000000000000000 ]; check 'it has no capability and can gain none' $?
[ "$(status NoNewPrivs)" = 1 ]; check 'it can gain no privilege' $?
grep -q ' / ro[, ]' "/proc/$server/mountinfo" 2>/dev/null; check 'its root is read-only' $?
curl -sf "$url/" | grep -q '<title>Flightdeck</title>'; check 'it serves the page' $?
script=$(curl -sf "$url/" | grep -o 'assets/[^"]*\.js' | head -1)
[ -n "$script" ] && curl -sf -o /dev/null "$url/$script"; check 'it serves the script of the page' $?
curl -sf "$url/api/v1/status" | grep -q '"demo":true'; check 'its API answers with the demo' $?
nsenter -t "$server" -m -- node /app/healthcheck.mjs; check 'its health check passes' $?
[ -n "$(find "$work/data" -name '*.duckdb' -size +0 -user 10001)" ]; check 'the database stands in the volume' $?

# Under load: questions keep coming while it is asked to stop.
(for _ in $(seq 400); do curl -s -o /dev/null "$url/api/v1/status" || break; done) &
load=$!
began=$(date +%s)
kill -TERM "$server"
wait "$running"
code=$?
took=$(($(date +%s) - began))
wait "$load"
[ "$code" = 0 ] && [ "$took" -le 10 ]; check "SIGTERM under load ends it within 10 seconds, with exit code 0 (code $code, $took s)" $?

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
