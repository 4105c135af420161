# Prints what is left to do by hand after provisioning, each a command; azd hands over the outputs of main.bicep.
function Show-Step([string]$What, [string]$Command) {
  if ($Command) { Write-Host "`n$What`n  $Command" }
}
Show-Step 'Ask whoever may assign roles to let the app read the vault:' $env:NEXT_GRANT_VAULT
Show-Step 'and to let it pull its image:' $env:NEXT_GRANT_REGISTRY
Show-Step 'Then:' $env:NEXT_PROVISION
Show-Step 'Once, name at Entra ID the address people come back to after sign-in:' $env:NEXT_REDIRECT
Show-Step 'and let the identity of the app speak for the app registration:' $env:NEXT_CREDENTIAL
Show-Step 'Flightdeck is at:' $env:FLIGHTDECK_URL
