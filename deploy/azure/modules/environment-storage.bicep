// The share under the name by which apps of the environment mount it.
param environmentName string
param accountName string
param shareName string
@description('Secret of the vault with the key of the account.')
param keyUrl string
param identityId string

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' existing = {
  name: environmentName
}

resource storage 'Microsoft.App/managedEnvironments/storages@2025-07-01' = {
  parent: environment
  name: 'data'
  properties: {
    azureFile: {
      accountName: accountName
      shareName: shareName
      accessMode: 'ReadWrite'
      accountKeyVaultProperties: { keyVaultUrl: keyUrl, identity: identityId }
    }
  }
}
