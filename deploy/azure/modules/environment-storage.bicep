// The shares, each under its own name, by which apps of the environment mount it.
param environmentName string
param accountName string
@description('Names of the shares.')
param names array
@description('Secret of the vault with the key of the account.')
param keyUrl string
param identityId string

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' existing = {
  name: environmentName
}

resource storages 'Microsoft.App/managedEnvironments/storages@2025-07-01' = [for name in names: {
  parent: environment
  name: name
  properties: {
    azureFile: {
      accountName: accountName
      shareName: name
      accessMode: 'ReadWrite'
      accountKeyVaultProperties: { keyVaultUrl: keyUrl, identity: identityId }
    }
  }
}]
