#!/usr/bin/env bash
# base-image.sh NAME: an image with Debian's smallest system and this machine's Node.js and npm, where no registry of images can be
# reached. Needs root, buildah, mmdebstrap.
set -euo pipefail
name=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cache=${FLIGHTDECK_BASE_TAR:-}
if [ -z "$cache" ]; then
  cache=$work/base.tar
  mmdebstrap --quiet --variant=minbase --include=ca-certificates,libstdc++6 bookworm "$cache"
fi
container=$(buildah from scratch)
buildah add --quiet "$container" "$cache" / >/dev/null
buildah copy --quiet "$container" "$(readlink -f "$(command -v node)")" /usr/local/bin/node >/dev/null
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
buildah copy --quiet "$container" "$npm" /usr/local/lib/node_modules/npm >/dev/null
buildah run --isolation chroot "$container" -- ln -sf ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
# What this machine trusts and asks, it needs to reach the registry of packages; it stays in this base.
buildah copy --quiet "$container" /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt >/dev/null
buildah config --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "$container"
buildah commit --quiet --rm "$container" "$name" >/dev/null
