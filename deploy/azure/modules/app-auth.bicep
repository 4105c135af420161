// The authentication of Container Apps, before the app: for AUTH_MODE=easyauth only. Without a secret: the identity proves who asks.
param appName string
param clientId string
param issuer string

resource app 'Microsoft.App/containerApps@2025-07-01' existing = {
  name: appName
}

resource auth 'Microsoft.App/containerApps/authConfigs@2025-07-01' = {
  parent: app
  name: 'current'
  properties: {
    platform: { enabled: true }
    globalValidation: {
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
      // Nothing more: what is left out here also lets in whoever sends the headers of the authentication themselves.
      excludedPaths: ['/healthz', '/readyz']
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          openIdIssuer: issuer
          clientSecretSettingName: 'override-use-mi-fic-assertion-client-id'
        }
        validation: { allowedAudiences: [clientId] }
      }
    }
    httpSettings: { requireHttps: true }
  }
}
