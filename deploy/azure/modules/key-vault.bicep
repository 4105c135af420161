// Secrets; the app refers to them, and no setting holds one.
param name string
param location string
param tags object

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  // checkov:skip=CKV_AZURE_109: Container Apps without a network of its own asks from addresses that are not fixed; only identities with a role read anything.
  // checkov:skip=CKV_AZURE_189: the same; give the environment a network and the vault a private endpoint to close it.
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForTemplateDeployment: false
    publicNetworkAccess: 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' }
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
