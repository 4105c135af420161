// The shares of archive and backups; a deleted one can be brought back for two weeks.
param accountName string
@description('Names of the shares.')
param names array
param quotaGib int

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: accountName
}

resource files 'Microsoft.Storage/storageAccounts/fileServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    shareDeleteRetentionPolicy: { enabled: true, days: 14 }
  }
}

resource shares 'Microsoft.Storage/storageAccounts/fileServices/shares@2025-08-01' = [for name in names: {
  parent: files
  name: name
  properties: {
    shareQuota: quotaGib
    enabledProtocols: 'SMB'
    accessTier: 'TransactionOptimized'
  }
}]
