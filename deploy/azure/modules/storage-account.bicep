// Where the archive is: the only thing here that cannot be made again.
param name string
param location string
param tags object
param sku string

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  // checkov:skip=CKV_AZURE_35: Container Apps without a network of its own mounts the share from addresses that are not fixed; only the key opens it.
  // checkov:skip=CKV_AZURE_59: the same; a network of its own and a private endpoint would close it.
  // checkov:skip=CKV_AZURE_206: the default is a copy in a second region; FLIGHTDECK_STORAGE_SKU names fewer copies on purpose.
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: true
    defaultToOAuthAuthentication: true
    publicNetworkAccess: 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' }
  }
}

output name string = account.name
