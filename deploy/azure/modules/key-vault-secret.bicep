// One secret of the vault.
param vaultName string
param name string
@secure()
param value string

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  // checkov:skip=CKV_AZURE_41: who issued the secret decides when it ends; a date here would stop the app, not the token.
  parent: vault
  name: name
  properties: {
    value: value
    contentType: 'text/plain'
  }
}
