// Flightdeck on Azure Container Apps, in one resource group: docs/operate/azure.md. Plain bicep without user-defined types, functions
// or registry modules, so that every parser reads it.
targetScope = 'resourceGroup'

// —— azd's own ——
@minLength(1)
@maxLength(64)
@description('Name of the environment, of which azd makes the names of what it creates (AZURE_ENV_NAME).')
param environmentName string
@description('Region (AZURE_LOCATION).')
param location string = resourceGroup().location
@description('Directory of the people who sign in; that of the subscription when left out (AZURE_TENANT_ID).')
param tenantId string = ''
@description('True once azd has deployed an image here: then it stays (SERVICE_FLIGHTDECK_RESOURCE_EXISTS).')
param appExists bool = false

// —— rights ——
@description('False for those who are Contributor only: then the grants to be given by somebody else are printed (AZURE_ROLE_ASSIGNMENTS).')
param createRoleAssignments bool = true
@description('With createRoleAssignments=false: true once these grants were given; only then the app is made (AZURE_ROLES_GRANTED).')
param rolesGranted bool = false
@description('Whether whoever deploys may read the secrets of the vault (ASSIGN_PERMISSIONS_TO_PRINCIPAL).')
param assignToPrincipal bool = true
@description('Object id of whoever deploys (AZURE_PRINCIPAL_ID).')
param principalId string = ''
@description('The same by the name of the predecessor (AZURE_USER_PRINCIPAL_ID).')
param userPrincipalId string = ''

// —— the image ——
@description('Image to run; when left out a registry is made, and azd builds the image in it (FLIGHTDECK_IMAGE).')
param image string = ''
@allowed(['0.5', '1.0', '2.0', '4.0'])
@description('Processors; memory is twice as many GiB, and the disk of the database 2, 4 or 8 GiB (FLIGHTDECK_CPU).')
param cpu string = '1.0'
@minValue(5)
@maxValue(40)
@description('Minutes a new replica has to load the archive into its database (FLIGHTDECK_STARTUP_MINUTES).')
param startupMinutes int = 10
@description('Whether logs go to a Log Analytics workspace (FLIGHTDECK_LOGS).')
param useLogs bool = true
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
@description('Copies of the archive (FLIGHTDECK_STORAGE_SKU).')
param storageSku string = 'Standard_GRS'
@minValue(1)
@maxValue(5120)
@description('Largest size of the archive, and of the backups, in GiB.')
param shareQuotaGib int = 100

// —— GitHub ——
@secure()
@description('Token for GitHub (GITHUB_TOKEN).')
param githubToken string = ''
@secure()
@description('The same by a name of the predecessor (GITHUB_PAT).')
param githubPat string = ''
@secure()
@description('The same by its name in GitHub Actions, which take none that begins with GITHUB_ (GH_PAT).')
param ghPat string = ''
@description('Names of secrets that are in the vault already, separated by commas, as github-token for GITHUB_TOKEN (FLIGHTDECK_SECRETS).')
param secretsInVault string = ''
@description('org:NAME and enterprise:NAME, separated by commas; without any it is the demo (FLIGHTDECK_SCOPES).')
param scopes string = ''
@description('Names of organizations, separated by commas, as the predecessor has them (ORGANIZATION_SLUGS).')
param organizationSlugs string = ''
param githubOrganizationSlugs string = ''
param ghOrganizationSlugs string = ''
@description('Names of enterprises, the same (ENTERPRISE_SLUGS).')
param enterpriseSlugs string = ''
param githubApiUrl string = ''
param githubAppId string = ''
param githubAppInstallationId string = ''
@description('Time between two syncs: 1h (SYNC_INTERVAL).')
param syncInterval string = ''
@description('The same in hours (EXECUTION_INTERVAL_HOURS).')
param executionIntervalHours string = ''
param seatPrices string = ''
@description('When to back up: daily 03:00 (BACKUP_SCHEDULE).')
param backupSchedule string = ''

// —— sign-in ——
@description('True: people sign in with Entra ID (AZURE_AUTHENTICATION_ENABLED).')
param authenticationEnabled bool = false
@allowed(['', 'none', 'oidc', 'easyauth', 'github'])
@description('How: oidc, Flightdeck itself; easyauth, the authentication of Container Apps; github (AUTH_MODE). Left out: oidc if authenticationEnabled.')
param authMode string = ''
@description('Application (client) id of the app registration (AZURE_AUTHENTICATION_CLIENT_ID or OIDC_CLIENT_ID).')
param authClientId string = ''
param oidcClientId string = ''
@description('Issuer; that of the directory when left out (AZURE_AUTHENTICATION_OPEN_ID_ISSUER or OIDC_ISSUER).')
param authOpenIdIssuer string = ''
param oidcIssuer string = ''
@description('With github: id of the OAuth App; its secret is github-client-secret in the vault (GITHUB_CLIENT_ID).')
param githubClientId string = ''
param roleMap string = ''
param admins string = ''
@description('Address people open, if it is one of your own (PUBLIC_URL).')
param publicUrl string = ''

// —— a cluster in place of the database ——
param storeUrl string = ''
param storeUser string = ''
param elasticsearchUrl string = ''
param elasticsearchUser string = ''
@secure()
param storePassword string = ''
@secure()
param elasticsearchPass string = ''

var token = toLower(uniqueString(subscription().id, resourceGroup().id, environmentName, location))
var appName = 'ca-flightdeck-${token}'
var tags = { 'azd-env-name': environmentName, app: 'flightdeck' }
var reader = empty(principalId) ? userPrincipalId : principalId

// Who may read the vault must be known before the app is made, because Azure reads its secrets then.
var deployApp = createRoleAssignments || rolesGranted || appExists
var useRegistry = empty(image)

// 'a, b' becomes 'org:a,org:b'; the predecessor marks an enterprise among organizations as standalone:NAME.
var givenOrganizations = empty(organizationSlugs) ? (empty(githubOrganizationSlugs) ? ghOrganizationSlugs : githubOrganizationSlugs) : organizationSlugs
var organizations = replace(givenOrganizations, ' ', '')
var enterprises = replace(enterpriseSlugs, ' ', '')
var ofOrganizations = empty(organizations) ? '' : 'org:${replace(organizations, ',', ',org:')}'
var ofEnterprises = empty(enterprises) ? '' : 'enterprise:${replace(enterprises, ',', ',enterprise:')}'
var joined = empty(ofOrganizations) || empty(ofEnterprises) ? '${ofOrganizations}${ofEnterprises}' : '${ofOrganizations},${ofEnterprises}'
var slugs = replace(replace(joined, 'org:standalone:', 'enterprise:'), 'enterprise:standalone:', 'enterprise:')
var allScopes = empty(scopes) ? slugs : scopes
var hours = empty(executionIntervalHours) ? '' : '${executionIntervalHours}h'

var mode = empty(authMode) ? (authenticationEnabled ? 'oidc' : 'none') : authMode
var clientId = empty(oidcClientId) ? authClientId : oidcClientId
var tenant = empty(tenantId) ? subscription().tenantId : tenantId
var login = environment().authentication.loginEndpoint
var ownIssuer = '${login}${tenant}/v2.0'
var givenIssuer = empty(oidcIssuer) ? authOpenIdIssuer : oidcIssuer
// Entra ID names itself login.microsoftonline.com/TENANT/v2.0 in its tokens; people also write sts.windows.net, or leave the end out.
var entraIssuer = replace(replace(givenIssuer, 'https://sts.windows.net/', login), '/v2.0', '')
var trimmedIssuer = endsWith(entraIssuer, '/') ? substring(entraIssuer, 0, length(entraIssuer) - 1) : entraIssuer
var issuer = empty(givenIssuer) ? ownIssuer : (startsWith(entraIssuer, login) ? '${trimmedIssuer}/v2.0' : givenIssuer)

var pat = empty(githubToken) ? (empty(githubPat) ? ghPat : githubPat) : githubToken
var password = empty(storePassword) ? elasticsearchPass : storePassword
var inVault = empty(secretsInVault) ? [] : split(replace(secretsInVault, ' ', ''), ',')
var secretNames = union(inVault, empty(pat) ? [] : ['github-token'], empty(password) ? [] : ['store-password'])

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: 'id-flightdeck-${token}', location: location, tags: tags }
}

module vault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: { name: 'kv-${token}', location: location, tags: tags }
}

module vaultRole 'modules/key-vault-role.bicep' = if (createRoleAssignments) {
  name: 'key-vault-role'
  params: { vaultName: vault.outputs.name, principalId: identity.outputs.principalId, principalType: 'ServicePrincipal' }
}

module readerRole 'modules/key-vault-role.bicep' = if (createRoleAssignments && assignToPrincipal && !empty(reader)) {
  name: 'key-vault-role-of-reader'
  params: { vaultName: vault.outputs.name, principalId: reader }
}

module githubTokenSecret 'modules/key-vault-secret.bicep' = if (!empty(pat)) {
  name: 'secret-github-token'
  params: { vaultName: vault.outputs.name, name: 'github-token', value: pat }
}

module storePasswordSecret 'modules/key-vault-secret.bicep' = if (!empty(password)) {
  name: 'secret-store-password'
  params: { vaultName: vault.outputs.name, name: 'store-password', value: password }
}

module storage 'modules/storage-account.bicep' = {
  name: 'storage'
  params: { name: 'st${token}', location: location, tags: tags, sku: storageSku }
}

var shares = ['data', 'backups']
module share 'modules/file-share.bicep' = {
  name: 'file-share'
  params: { accountName: storage.outputs.name, names: shares, quotaGib: shareQuotaGib }
}

module storageKey 'modules/storage-key.bicep' = {
  name: 'storage-key'
  params: { vaultName: vault.outputs.name, accountName: storage.outputs.name }
}

module logs 'modules/log-workspace.bicep' = if (useLogs) {
  name: 'logs'
  params: { name: 'log-${token}', location: location, tags: tags }
}

module registry 'modules/registry.bicep' = if (useRegistry) {
  name: 'registry'
  params: { name: 'cr${token}', location: location, tags: tags }
}

module registryRole 'modules/registry-role.bicep' = if (useRegistry && createRoleAssignments) {
  name: 'registry-role'
  params: { registryName: 'cr${token}', principalId: identity.outputs.principalId }
  dependsOn: [registry]
}

module containers 'modules/environment.bicep' = {
  name: 'environment'
  params: {
    name: 'cae-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    logWorkspaceName: useLogs ? 'log-${token}' : ''
  }
  dependsOn: [logs]
}

module mount 'modules/environment-storage.bicep' = if (deployApp) {
  name: 'environment-storage'
  params: {
    environmentName: containers.outputs.name
    accountName: storage.outputs.name
    names: shares
    keyUrl: storageKey.outputs.url
    identityId: identity.outputs.id
  }
  dependsOn: [vaultRole, share]
}

module running 'modules/app-image.bicep' = if (appExists) {
  name: 'app-image'
  params: { name: appName }
}

// Until azd has built an image, one of Microsoft's that listens on the same port.
var placeholder = 'mcr.microsoft.com/dotnet/samples:aspnetapp'
var isPlaceholder = useRegistry && !appExists
var usedImage = useRegistry ? (appExists ? running!.outputs.image : placeholder) : image
var given = endsWith(publicUrl, '/') ? publicUrl : '${publicUrl}/'
var address = empty(publicUrl) ? 'https://${appName}.${containers.outputs.defaultDomain}/' : given

module app 'modules/app.bicep' = if (deployApp) {
  name: 'app'
  params: {
    name: appName
    location: location
    tags: tags
    environmentId: containers.outputs.id
    identityId: identity.outputs.id
    image: usedImage
    isPlaceholder: isPlaceholder
    registryServer: useRegistry ? 'cr${token}.azurecr.io' : ''
    vaultUri: vault.outputs.uri
    secretNames: secretNames
    assertionClientId: mode == 'easyauth' ? identity.outputs.clientId : ''
    cpu: cpu
    startupMinutes: startupMinutes
    maxReplicas: empty(storeUrl) && empty(elasticsearchUrl) ? 1 : 3
    settings: [
      { name: 'PUBLIC_URL', value: address }
      { name: 'GITHUB_API_URL', value: githubApiUrl }
      { name: 'GITHUB_APP_ID', value: githubAppId }
      { name: 'GITHUB_APP_INSTALLATION_ID', value: githubAppInstallationId }
      { name: 'FLIGHTDECK_SCOPES', value: allScopes }
      { name: 'SYNC_INTERVAL', value: empty(syncInterval) ? hours : syncInterval }
      { name: 'SEAT_PRICES', value: seatPrices }
      { name: 'BACKUP_SCHEDULE', value: empty(backupSchedule) ? 'daily 03:00' : backupSchedule }
      { name: 'AUTH_MODE', value: mode }
      { name: 'OIDC_ISSUER', value: mode == 'oidc' ? issuer : '' }
      { name: 'OIDC_CLIENT_ID', value: mode == 'oidc' ? clientId : '' }
      { name: 'OIDC_CLIENT_ASSERTION', value: mode == 'oidc' ? 'azure-managed-identity' : '' }
      { name: 'OIDC_MANAGED_IDENTITY', value: mode == 'oidc' ? identity.outputs.clientId : '' }
      { name: 'OIDC_GROUPS_CLAIM', value: mode == 'oidc' ? 'roles' : '' }
      // The authentication of Container Apps runs beside the app and asks it over loopback.
      { name: 'TRUSTED_PROXIES', value: mode == 'easyauth' ? '127.0.0.1,::1' : '' }
      { name: 'GITHUB_CLIENT_ID', value: githubClientId }
      { name: 'ROLE_MAP', value: roleMap }
      { name: 'ADMINS', value: admins }
      { name: 'STORE_URL', value: empty(storeUrl) ? elasticsearchUrl : storeUrl }
      { name: 'STORE_USER', value: empty(storeUser) ? elasticsearchUser : storeUser }
    ]
  }
  dependsOn: [mount, githubTokenSecret, storePasswordSecret, registryRole]
}

module appAuth 'modules/app-auth.bicep' = if (deployApp && mode == 'easyauth') {
  name: 'app-auth'
  params: { appName: appName, clientId: clientId, issuer: issuer }
  dependsOn: [app]
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant
output AZURE_RESOURCE_GROUP string = resourceGroup().name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = useRegistry ? 'cr${token}.azurecr.io' : ''
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output AZURE_STORAGE_ACCOUNT string = storage.outputs.name
output SERVICE_FLIGHTDECK_NAME string = appName
output FLIGHTDECK_URL string = address

// What is left to do by hand, each a command; printed by next-steps.sh and next-steps.ps1. Empty: nothing.
var needsGrants = !createRoleAssignments && !rolesGranted && !appExists
var registryId = resourceId('Microsoft.ContainerRegistry/registries', 'cr${token}')
var grant = 'az role assignment create --assignee-object-id ${identity.outputs.principalId} --assignee-principal-type ServicePrincipal'
output NEXT_GRANT_VAULT string = needsGrants ? '${grant} --role "Key Vault Secrets User" --scope ${vault.outputs.id}' : ''
output NEXT_GRANT_REGISTRY string = needsGrants && useRegistry ? '${grant} --role AcrPull --scope ${registryId}' : ''
output NEXT_PROVISION string = needsGrants ? 'azd env set AZURE_ROLES_GRANTED true && azd up' : ''
var signsIn = mode == 'oidc' || mode == 'easyauth'
var callback = mode == 'easyauth' ? '${address}.auth/login/aad/callback' : '${address}auth/callback'
var credential = '{"name":"flightdeck","issuer":"${ownIssuer}","subject":"${identity.outputs.principalId}","audiences":["api://AzureADTokenExchange"]}'
output NEXT_REDIRECT string = signsIn ? 'az ad app update --id ${clientId} --web-redirect-uris ${callback}' : ''
output NEXT_CREDENTIAL string = signsIn ? 'az ad app federated-credential create --id ${clientId} --parameters \'${credential}\'' : ''
