#!/bin/sh
# Prints what is left to do by hand after provisioning, each a command; azd hands over the outputs of main.bicep.
show() {
  if [ -n "$2" ]; then printf '\n%s\n  %s\n' "$1" "$2"; fi
}
show 'Ask whoever may assign roles to let the app read the vault:' "${NEXT_GRANT_VAULT:-}"
show 'and to let it pull its image:' "${NEXT_GRANT_REGISTRY:-}"
show 'Then:' "${NEXT_PROVISION:-}"
show 'Once, name at Entra ID the address people come back to after sign-in:' "${NEXT_REDIRECT:-}"
show 'and let the identity of the app speak for the app registration:' "${NEXT_CREDENTIAL:-}"
show 'Flightdeck is at:' "${FLIGHTDECK_URL:-}"
