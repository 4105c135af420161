// The key of the storage account as a secret of the vault, from where the environment takes it to mount the share.
param vaultName string
param accountName string

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: accountName
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  // checkov:skip=CKV_AZURE_41: the key lives until it is renewed; docs/operate/azure.md says how.
  parent: vault
  name: 'storage-key'
  properties: {
    value: account.listKeys().keys[0].value
    contentType: 'text/plain'
  }
}

output url string = '${vault.properties.vaultUri}secrets/storage-key'
