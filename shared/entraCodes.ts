// What each AADSTS code of Microsoft Entra ID means: which kind of failure, its official name, one line in our own words.
// Chooses words, never what may be lost or sent again.
import type { FailureKind } from "./failure.ts";

export interface EntraCode {
  readonly kind: FailureKind;
  /** Microsoft's name of the code; some have none. */
  readonly name?: string;
  readonly summary: string;
}

/** By code as printed, such as `AADSTS50126`. */
export function entraCode(code: string): EntraCode | undefined {
  return allEntraCodes().get(code);
}

/** Made at the first failure: a start without one need not read them. */
export function allEntraCodes(): ReadonlyMap<string, EntraCode> {
  return (known ??= new Map(
    Object.entries(codesByKind()).flatMap(([kind, codes]) =>
      Object.entries(codes).map(([number, text]) => [`AADSTS${number}`, describe(kind as FailureKind, text)] as const),
    ),
  ));
}

let known: ReadonlyMap<string, EntraCode> | undefined;

function describe(kind: FailureKind, text: string): EntraCode {
  const [, name, summary] = /^(\w+): (.*)$/.exec(text) ?? [];
  return name === undefined || summary === undefined ? { kind, summary: text } : { kind, name, summary };
}

/** Per kind: number → "Name: summary", or the summary alone. */
const codesByKind = (): Readonly<Partial<Record<FailureKind, Readonly<Record<number, string>>>>> => ({
  wrongCredentials: {
    50054: "InvalidPasswordLastPasswordUsed: An older password was typed; use the current one.",
    50064: "CredentialAuthenticationError: The username or password could not be validated.",
    50126: "InvalidUserNameOrPassword: The username or password is wrong.",
  },
  accountNotFound: {
    50034:
      "UserAccountNotFound: No such user in this directory: the name is mistyped, or the request went to the wrong tenant.",
    51004:
      "UserAccountNotInDirectory: The account is not in the directory you are signing in to; it must be added or another tenant used.",
    90125: "DebugModeEnrollTenantNotFound: The user is not known; check how the username is spelled.",
  },
  accountDisabled: {
    50057: "UserDisabled: An administrator has turned this account off.",
    120014: "PasswordChangeOnPremUserAccountLockedOutOrDisabled: The company account is locked or turned off.",
    500341: "UserAccountDeleted: The account has been deleted from the directory, so signing in again cannot help.",
  },
  accountLocked: {
    50053:
      "IdsLocked: Sign-in is locked after too many bad attempts, or the network address looks hostile; stop trying and wait.",
  },
  passwordExpired: {
    50055: "InvalidPasswordExpiredPassword: The password has expired and must be changed before signing in.",
    50125:
      "PasswordResetRegistrationRequiredInterrupt: Sign-in paused so you can reset your password or register recovery details.",
    50135: "PasswordChangeCompromisedPassword: The account is flagged as at risk and must get a new password.",
    50137: "A security rule requires you to change your password.",
    50142: "Policy says you must change your password now.",
    50144:
      "InvalidPasswordExpiredOnPremPassword: Your company (Active Directory) password has expired; change it on the work network or by self-service reset.",
    120012: "PasswordChangeNeedsToHappenOnPrem: Change this password on the company network, not in the cloud.",
  },
  personalAccount: {
    50136: "RedirectMsaSessionToApp: A single personal-account session was found; sign-in continues with it.",
    500207: "This type of account cannot be used for that resource; pick a different kind of account.",
    500208:
      "The account's domain does not fit the account type this tenant expects, for example personal instead of work.",
  },
  federatedAccount: {
    20001: "WsFedSignInResponseError: The company's own sign-in server returned a bad WS-Federation reply.",
    20012: "WsFedMessageInvalid: A WS-Federation message from the company's sign-in server could not be understood.",
    20033: "FedMetadataInvalidTenantName: The federation metadata names a tenant that does not match.",
    40008:
      "OAuth2IdPUnretryableServerError: The linked external identity provider failed in a way that retrying will not fix.",
    40009:
      "OAuth2IdPRefreshTokenRedemptionUserError: The external identity provider would not renew its token for this user; sign in there again.",
    40015:
      "OAuth2IdPAuthCodeRedemptionUserError: The external identity provider rejected the sign-in code for this user; start the sign-in again.",
    50008: "InvalidSamlToken: The SAML assertion from the identity provider is absent or set up wrongly.",
    50056:
      "InvalidPasswordNullPassword: The directory holds no password for this user, so a password sign-in cannot work as things stand.",
    50085: "The saved sign-in depends on a social provider and must be renewed by signing in again.",
    50107: "InvalidRealmUri: The federation realm in the request is not set up here.",
    50130: "A claim lists sign-in methods that Entra does not understand.",
    50159: "The external provider did not send enough claims.",
    50161:
      "InvalidExternalSecurityChallengeConfiguration: The external provider's authorisation address or claims are set up wrongly.",
    50169: "InvalidRequestBadRealm: The realm is not configured in this service namespace.",
    50170: "MissingExternalClaimsProviderMapping: The external control is not linked to a provider.",
    50172: "The external claims provider has not been approved.",
    50180: "WindowsIntegratedAuthMissing: Integrated Windows sign-in is expected here but is not available.",
    75011: "NoMatchedAuthnContextInOutputClaims: The app demands a different sign-in method from the one you used.",
    81004:
      "DesktopSsoIdentityInTicketIsNotAuthenticated: Automatic Windows sign-in by Kerberos failed; sign in manually.",
    81005:
      "DesktopSsoAuthenticationPackageNotSupported: Seamless sign-in used an authentication package that is not supported.",
    81006: "DesktopSsoNoAuthorizationHeader: Seamless sign-in sent no authorisation header.",
    81007: "DesktopSsoTenantIsNotOptIn: Seamless sign-in is not turned on for this tenant.",
    81009: "DesktopSsoAuthorizationHeaderValueWithBadFormat: The Kerberos ticket could not be read.",
    81010:
      "DesktopSsoAuthTokenInvalid: The Kerberos ticket for seamless sign-in is expired or invalid; sign in manually.",
    81011: "DesktopSsoLookupUserBySidFailed: The user in the Kerberos ticket could not be found in Entra.",
    81012:
      "DesktopSsoMismatchBetweenTokenUpnAndChosenUpn: You are signing in as someone other than the person logged on to this computer.",
    90020: "The SAML 1.1 assertion does not carry the user's ImmutableID.",
    90081: "OrgIdWsFederationMessageInvalid: A WS-Federation message was not valid.",
    90082: "OrgIdWsFederationNotSupported: The chosen sign-in policy is not supported for this request.",
    90087:
      "OrgIdWsFederationMessageCreationFromUriFailed: A WS-Federation message could not be built from the address.",
    90123: "IdentityProviderAccessDenied: The identity or claims provider refused to vouch for the user.",
    399284:
      "InboundIdTokenIssuerInvalid: The external provider's ID token carries an issuer that is blank or not the one configured.",
    900612: "The external provider's published signing keys could not be read.",
    901011:
      "NoEmailAddressCollectedFromExternalOidcIDP: The external provider shared no email address, often because it was hidden at sign-up.",
    901012:
      "EmailAddressCollectedFromExternalOidcIDPNotVerified: The email from the external provider has not been verified.",
    901014:
      "NoExternalIdentifierCollectedFromExternalOidcIDP: The external provider's ID token has no user identifier.",
    1000000: "UserNotBoundError: You must also sign in with the external provider to link the accounts.",
    1000002: "BindCompleteInterruptError: The accounts were linked; confirm to carry on.",
    5000819:
      "InvalidSamlTokenEmailMissingOrInvalid: The SAML assertion has no usable email address, or its domain is not the expected one.",
    5001256: "The external MFA provider returned an ID token that failed its checks.",
  },
  guestAccount: {
    16000:
      "InteractionRequired: The chosen account comes from another identity provider and is not known in this tenant; use a different account or ask to be invited as a guest.",
    16003:
      "SsoUserAccountNotFoundInResourceTenant: You are signed in, but nobody has added this account to the tenant you are trying to reach.",
    50014: "GuestUserInPendingState: The guest invitation for this account has not been fully accepted in this tenant.",
    50020:
      "UserUnauthorized: This account lives with a different provider or tenant and has not been invited into this one.",
    50197:
      "ConflictingIdentities: The user could not be matched to a single identity; sign in again and choose the right account.",
    90072:
      "PassThroughUserMfaError: This outside account is not a member here, so it cannot meet the tenant's multifactor rule; its on-premises ID may also be mismatched.",
    90084: "OrgIdWsFederationGuestNotAllowed: Guests are not allowed on this site.",
    500141:
      "The guest invitation was accepted, but the request did not start from the app you were invited to; open that app directly.",
    500571: "GuestUserDisabled: The guest account has been turned off in the tenant you are visiting.",
  },
  notAssigned: {
    50105: "EntitlementGrantsNotFound: The app is limited to assigned people and you are not assigned to it.",
    501051: "The client app has not been given a role on the target API, which requires assignment.",
  },
  mfaRequired: {
    50072:
      "UserStrongAuthEnrollmentRequiredInterrupt: You must register a second verification method before continuing; do it in a browser.",
    50074:
      "UserStrongAuthClientAuthNRequiredInterrupt: A second verification step is required and has not been passed yet.",
    50076:
      "UserStrongAuthClientAuthNRequired: Policy, an admin change or a new location means multifactor verification is now needed for this resource.",
    50078: "UserStrongAuthExpired: Your earlier multifactor check is too old for this resource; verify again.",
    50079:
      "UserStrongAuthEnrollmentRequired: Multifactor is required but this account has no method registered, or its identity provider sent no proof of it.",
    50086: "SasNonRetryableError: The multifactor service failed in a way that retrying will not fix.",
    50087: "SasRetryableError: The multifactor service had a brief problem; try again.",
    50158:
      "ExternalSecurityChallenge: An extra step is outstanding, such as accepting terms of use or completing a third-party check.",
    50181: "InvalidOneTimePasscode: The one-time passcode is wrong.",
    50203: "AuthenticatorAppRegistrationRequiredInterrupt: You must set up the authenticator app before continuing.",
    500121: "The multifactor prompt was denied, timed out or failed.",
  },
  policyBlocked: {
    50002: "NotAllowedTenant: A network rule restricts which tenants can be reached, and this one is not allowed.",
    50015:
      "ViralUserLegalAgeConsentRequiredState: Age-group consent is needed before this self-service account can be used.",
    50131:
      "ConditionalAccessFailed: A Conditional Access check failed, such as device state, suspicious activity or another policy decision.",
    50176: "A policy refers to an external control that has no definition.",
    50177:
      "ExternalChallengeNotSupportedForPassthroughUsers: External checks do not work for this kind of pass-through guest.",
    50178:
      "SessionControlNotSupportedForPassthroughUsers: Session controls do not work for this kind of pass-through guest.",
    53002: "ApplicationUsedIsNotAnApprovedApp: Policy only allows certain approved apps and this is not one of them.",
    53003: "BlockedByConditionalAccess: A Conditional Access policy refuses to issue a token for this sign-in.",
    53004: "ProofUpBlockedDueToRisk: Registering for multifactor was blocked because the sign-in looks risky.",
    53005: "Policy requires an app that enforces Intune protection.",
    53009: "RemediateCompliantApp: Policy requires an app that enforces Intune protection.",
    53010:
      "ProofUpBlockedDueToSecurityInfoAcr: Multifactor methods can only be set up from places or devices your organisation trusts.",
    53011: "The account is blocked because its home organisation considers it at risk.",
    54000: "MinorUserBlockedLegalAgeGroupRule: Age rules set for this account do not allow it to use this app.",
    80012: "OnPremisePasswordValidationAccountLogonInvalidHours: Your account may not sign in at this hour.",
    500021: "Your network only permits certain tenants and this tenant is not on its list.",
    500022: "Your network's tenant restriction blocked access to this organisation.",
    500212:
      "NotAllowedByOutboundPolicyTenant: Your own organisation does not let its users sign in to that other tenant.",
    500213: "NotAllowedByInboundPolicyTenant: The destination tenant does not accept users from your organisation.",
    530021:
      "ApplicationUsedIsNotAnApprovedAppRequiredByConditionalAccess: Policy asks for an approved app and this one does not qualify.",
    530032: "BlockedByConditionalAccessOnSecurityPolicy: A tenant-wide security policy blocks this request.",
    530033:
      "BlockedByConditionalAccessForRemoteDeviceFlow: Device-based policy refuses the device code flow; sign in with a browser on this computer.",
    530034:
      "DelegatedAdminBlockedDueToSuspiciousActivity: A partner administrator is blocked because of risk seen in the partner's own tenant.",
    530035: "BlockedBySecurityDefaults: The tenant's security defaults refuse this way of signing in.",
    1000104:
      "XCB2BResourceCloudNotAllowedOnIdentityTenant: Your home tenant does not allow access to resources in that other Microsoft cloud.",
    5000224:
      "NotAllowedTenantBlockedTenantFraud: Microsoft has blocked this tenant; only Microsoft support can review the block.",
  },
  deviceBlocked: {
    50005: "DevicePolicyError: Policy does not accept sign-ins from this kind of device or operating system.",
    50097: "DeviceAuthenticationRequired: The resource wants proof of which device you are on.",
    50127: "BrokerAppNotInstalled: Install the broker app, such as Authenticator or Company Portal, to continue.",
    50129: "DeviceIsNotWorkplaceJoined: This device must be registered with your organisation first.",
    50155: "DeviceAuthenticationFailed: The device could not prove its identity.",
    50187: "DeviceInformationNotProvided: Device proof was required but none was supplied.",
    53000:
      "DeviceNotCompliant: Your organisation only allows devices that pass its compliance checks, and this one does not.",
    53001: "DeviceNotDomainJoined: Your organisation requires a domain-joined computer.",
    130004: "NgcKeyNotFound: No Windows Hello key is registered for this user; set it up again.",
    130005: "NgcInvalidSignature: The Windows Hello key signature failed its check.",
    130006: "NgcTransportKeyNotFound: This device has no Windows Hello transport key.",
    130007: "NgcDeviceIsDisabled: The device is turned off in the directory.",
    130008: "NgcDeviceIsNotFound: The device tied to the Windows Hello key was not found; register it again.",
    135010: "KeyNotFound: The required key was not found.",
    135011: "DeviceIsDisabled: An administrator has turned this device off.",
    220450: "UnsupportedAndroidWebViewVersion: The Android WebView is too old; update it.",
    240001: "BulkAADJTokenUnauthorized: This user may not register devices in bulk.",
    530001:
      "DeviceNotCompliantBrowserNotSupported: The browser used cannot prove that the device is compliant; use a supported browser.",
    530002: "DeviceNotCompliantDeviceCompliantRequired: The device must be marked compliant before access is given.",
    530003:
      "DeviceNotCompliantDeviceManagementRequired: The device must be managed by your organisation before access is given.",
    530004: "The tenant has not been set to trust device compliance from a guest's home organisation.",
    700003: "InvalidGrantDeviceNotFound: The device record was deleted; disconnect and register the device again.",
  },
  consentRequired: {
    50150: "The sign-in does not contain a valid record of the user's approval.",
    52004: "DelegationDoesNotExistForLinkedIn: You have not agreed to share data with LinkedIn.",
    65001: "DelegationDoesNotExist: Nobody has approved this app's permissions for you yet.",
    65004:
      "UserDeclinedConsent: You declined the permission request; sign in again and accept if you want to use the app.",
    90008:
      "TokenForItselfRequiresGraphPermission: The app has not been approved; it needs at least the permission to sign users in and read their profile.",
    90094: "AdminConsentRequired: Only an administrator can approve what this app is asking for.",
    90095: "AdminConsentRequiredRequestAccess: You can send your administrator a request to approve this app.",
    90099: "The customer tenant has not authorised this partner app.",
    650056:
      "The app is set up wrongly or has not been approved in this tenant: check its permissions, its ID and admin consent.",
    900941: "AdminConsentRequiredDueToRiskyApp: The app is considered risky, so only an administrator can approve it.",
    900981:
      "AdminConsentRequestRiskyAppWarning: An approval request was made for an app considered risky; review it with care.",
    9002341: "You need to agree to single sign-on for this app.",
  },
  wrongAuthority: {
    50049: "NoSuchInstanceForDiscovery: The sign-in host named in discovery is unknown; check the authority URL.",
    90038:
      "NationalCloudTenantRedirection: This tenant is in a different national cloud; use that cloud's sign-in address.",
    90051: "InvalidNationalCloudId: The national cloud identifier is not valid.",
    900382: "Apps with a secret are not supported in cross-cloud requests.",
    900383: "The app or tenant belongs to a different national cloud; use that cloud's sign-in address.",
    900432: "Apps with a secret cannot make cross-cloud requests.",
    900439: "USGClientNotSupportedOnPublicEndpoint: A US Government app was used on the public cloud address.",
  },
  wrongTenant: {
    50059:
      "MissingTenantRealmAndNoUserInformationProvided: Neither the request nor the username shows which tenant to use.",
    50128: "InvalidDomainName: The domain in the username does not lead to any tenant.",
    50194: "This single-tenant app was used on the shared endpoint; use the tenant's own address.",
    90002: "InvalidTenantName: No such tenant in this Microsoft cloud; check the tenant ID or domain.",
    90019: "MissingTenantRealm: Entra could not tell which tenant the request is for.",
    90124:
      "V1ResourceV2GlobalEndpointNotSupported: This API does not work on the common or consumers endpoints; use organizations or the tenant's own.",
    90126: "DebugModeEnrollTenantNotInferred: The tenant cannot be worked out from this kind of username.",
    90130:
      "NonConvergedAppV2GlobalEndpointNotSupported: This app does not work on the common or consumers endpoints; use organizations or the tenant's own.",
    650059: "The app is limited to its own tenant and cannot be used in this one.",
    700005: "InvalidGrantRedeemAgainstWrongTenant: The code was issued for one tenant and redeemed at another.",
    900021: "InvalidTenantNameEmptyGuidIdentifier: The tenant ID is all zeros; put in the real one.",
    900022: "InvalidTenantNameEmptyIdentifier: The tenant in the address is empty.",
    900023: "InvalidTenantNameFormat: The tenant value is neither a GUID nor a valid domain name.",
    9001023: "This grant does not work on the common or consumers endpoints; use organizations or the tenant's own.",
    9002332: "This app is for work or school accounts only; do not use the consumers endpoint.",
  },
  wrongClient: {
    50011: "InvalidReplyTo: The redirect address the app sent is not registered for it.",
    65002: "A Microsoft-owned app ID is asking for an API it is not pre-approved for; register your own app.",
    70001: "UnauthorizedClient: The app is turned off, or not available in this tenant.",
    70004: "InvalidRedirectUri: The redirect address is not valid for this app.",
    500113: "The app has no redirect address registered at all.",
    650051: "The app could not be added to this tenant; the message gives the reason, which varies a lot.",
    700011: "UnauthorizedClientAppNotFoundInOrgIdTenant: The app ID in the request does not exist in this tenant.",
    700016:
      "UnauthorizedClient_DoesNotMatchRequest: The app is not known in this tenant: wrong client ID, wrong tenant, or never installed.",
    700030: "The certificate's subject name is not on the allowed list.",
    700054: "ID tokens from the authorise endpoint are not enabled for this app.",
    900971: "No reply address was supplied.",
    1000031: "This app cannot be used at the moment; ask your administrator.",
    7000112: "UnauthorizedClientApplicationDisabled: This app has been turned off in the tenant.",
    7000114: "This app is not allowed to make on-behalf-of calls.",
    9002326:
      "A request with a browser Origin header used a redirect address not registered as single-page application.",
    9002327: "The redirect address is registered as single-page application, so only a browser may redeem its tokens.",
    9002331: "This app is for personal accounts only; use the consumers endpoint.",
  },
  notPublicClient: {
    70002: "InvalidClient: The app's own credential was not accepted.",
    70021: "No federated credential on the app matches the token presented.",
    700021: "The client assertion is for a different app ID from the one in the request.",
    700024: "The client assertion is outside its validity period; check the clock and its lifetime.",
    700025:
      "InvalidClientPublicClientWithCredential: This app is registered as public, so it must not send a secret or assertion.",
    700027: "The app's certificate-signed assertion failed its signature check.",
    7000215: "The client secret is wrong; a common slip is sending the secret's ID in place of its value.",
    7000216: "The client credentials grant was used without a secret or assertion.",
    7000218:
      "Entra treats this app as confidential and expects a secret; allow public client flows or send the credential.",
    7000222: "InvalidClientSecretExpiredKeysProvided: The app's client secret has expired; create a new one.",
  },
  grantNotAllowed: {
    70003: "UnsupportedGrantType: The grant type in the request is not supported.",
  },
  wrongScope: {
    28002: "The scope requested for the access token is not one Entra accepts.",
    28003: "An authorization code was redeemed with an empty scope; send at least one scope.",
    50001:
      "InvalidResource: The API being requested does not exist here or is switched off; check the resource address.",
    65005: "MisconfiguredApplication: The app asks for an API that its registration does not list.",
    70011: "InvalidScope: A requested permission scope is misspelled, in the wrong format or not allowed.",
    90009:
      "TokenForItselfMissingIdenticalAppIdentifier: An app asking for a token to itself must name itself by its GUID.",
    90093: "GraphUserUnauthorized: The directory refused the request because permission is lacking.",
    500011:
      "InvalidResourceServicePrincipalNotFound: The API named in the request has no presence in this tenant: wrong name, wrong tenant, or never installed.",
    500014:
      "InvalidResourceServicePrincipalDisabled: The target API is turned off in this tenant, by an admin or because a subscription ended.",
    650052: "The app needs a service your organisation has not subscribed to or enabled.",
    650053: "The requested scope does not exist on that API.",
    650054: "The app asks for an API that has been removed.",
    650057: "The requested API is missing from the app's permission list.",
    700022: "InvalidMultipleResourcesScope: The scopes belong to more than one API; ask for one API at a time.",
    700023: "InvalidResourcelessScope: The scope does not point at any API.",
    1002012: "Client credentials requests must use a scope that ends in /.default.",
  },
  throttled: {
    50088: "Too many phone or text verifications in a short time; wait a few minutes or use the authenticator app.",
    50196:
      "LoopDetected: The app repeated the same request too quickly and was stopped; reuse cached tokens and slow down.",
    90055: "TenantThrottlingError: The tenant is sending too many requests and is being slowed down.",
  },
  serviceDown: {
    17003:
      "CredentialKeyProvisioningFailed: Entra could not set up the cryptographic key for this user; retry, then raise it with support.",
    40010: "OAuth2IdPRetryableServerError: The external identity provider had a passing fault; wait and try again.",
    50000:
      "TokenIssuanceError: Entra failed while creating the token; keep the correlation ID and contact support if it repeats.",
    50033: "RetryableError: A brief internal fault; wait a moment and try again.",
    50138: "An encryption key belongs to the wrong environment.",
    50166: "ExternalClaimsProviderThrottled: A call to the external OpenID Connect provider failed; try again shortly.",
    51000: "RequiredFeatureNotEnabled: A feature this request depends on is turned off.",
    51005:
      "TemporaryRedirect: The service asks the client to repeat the request at the address in the Location header.",
    70012: "MsaServerError: The personal-account service had a fault; try again.",
    80001:
      "OnPremiseStoreIsNotAvailable: The pass-through agent cannot reach Active Directory, so the password was not checked.",
    80002: "OnPremisePasswordValidatorRequestTimedout: Active Directory did not answer the password check in time.",
    80005:
      "OnPremisePasswordValidatorUnpredictableWebException: The pass-through agent returned an unexpected reply; try again.",
    80007:
      "OnPremisePasswordValidatorErrorOccurredOnPrem: The pass-through agent could not validate the password; its logs say why.",
    80010:
      "OnPremisePasswordValidationEncryptionException: The pass-through agent could not decrypt the password it was sent.",
    80013: "OnPremisePasswordValidationTimeSkew: Clocks on the agent server and Active Directory disagree.",
    80014: "OnPremisePasswordValidationAuthenticationAgentTimeout: The pass-through agent answered too late.",
    90006: "ExternalServerRetryableError: A service Entra depends on is briefly unavailable.",
    90012: "RequestTimeout: The request took too long; try again.",
    90024: "RequestBudgetExceededError: A passing overload; try again.",
    90033: "MsodsServiceUnavailable: Microsoft's directory service is unavailable right now; try again shortly.",
    90036:
      "MsodsServiceUnretryableFailure: Microsoft's directory service failed unexpectedly; contact support with the correlation ID.",
    90085: "OrgIdWsFederationSltRedemptionFailed: The company record is not ready yet, so no token can be issued.",
    90090: "GraphRetryableError: A directory call is failing for the moment; try again.",
    90091: "GraphServiceUnreachable: The directory service could not be reached.",
    90092: "GraphNonRetryableError: A directory call failed and retrying will not help.",
    120021: "PartnerServiceSsprInternalServiceError: The self-service reset service had an internal fault.",
    230109:
      "CachedCredentialNonGWAuthNRequestsNotSupported: The request reached Microsoft's backup sign-in service directly and was refused; use the normal sign-in address.",
    240003: "An internal call to the authorise endpoint gave an unexpected result.",
    240004: "An internal call to the authorise endpoint returned no code.",
  },
  signInNeeded: {
    16001:
      "UserAccountSelectionInvalid: The account tile you picked can no longer be used; choose the account again or start over.",
    16002:
      "AppSessionSelectionInvalid: The app asked for one particular session ID and the current session is not that one.",
    50013: "InvalidAssertion: The token handed over as an assertion is expired, malformed or from the wrong issuer.",
    50058:
      "UserInformationNotProvided: A silent sign-in was tried, but no usable session exists; sign in interactively.",
    50089: "FlowTokenExpired: The sign-in took too long or the code went stale; start again.",
    50134:
      "DeviceFlowAuthorizeWrongDatacenter: The device code was approved through a different data centre; get a new code and try again.",
    50139: "SessionMissingMsaOAuth2RefreshToken: The session lost its link to the external account; sign in again.",
    50140: "KmsiInterrupt: The stay-signed-in question interrupted sign-in; answer it in a browser.",
    50143: "The session belongs to a different tenant from the one hinted; sign out and back in.",
    50157: "The user has to be redirected elsewhere to continue the sign-in.",
    50164: "The access token was issued for a different purpose.",
    50168:
      "ChromeBrowserSsoInterruptRequired: The browser can single-sign-on through the Windows accounts extension, but no fresh token came with the request.",
    50199: "CmsiInterrupt: The sign-in page needs you to confirm you meant to use this app.",
    51006: "ForceReauthDueToInsufficientAuth: The session lacks the Windows sign-in proof this needs; sign in again.",
    54005: "The authorization code has already been used; use the refresh token or sign in again.",
    70016: "AuthorizationPending: Waiting for you to finish signing in with the device code; the app keeps polling.",
    70018: "BadVerificationCode: The device code was typed wrongly or is not known.",
    70019: "CodeExpired: The device code ran out; get a new one.",
    70020: "The device code is no longer valid because it expired.",
    90016: "MissingRequiredClaim: The access token lacks a claim that is required.",
    90086: "OrgIdWsTrustDaTokenExpired: A user authentication token expired; sign in again.",
    90119: "InvalidUserCode: The device code was left empty.",
    90120: "InvalidDeviceFlowRequest: This device code has already been approved or declined; get a new one.",
    140001: "InvalidSessionKey: The session key is not valid.",
    160021:
      "AppSessionSelectionInvalidSessionNotExist: The app pointed at a sign-in session that is gone; sign in again from the beginning.",
    500133: "The assertion is outside its validity window; fetch a fresh token first.",
    700020: "InteractionRequired: This grant cannot finish silently; sign in interactively.",
  },
  refreshRejected: {
    50132: "SsoArtifactInvalidOrExpired: The session ended because the password expired or was changed.",
    50133: "SsoArtifactRevoked: The session was cancelled after a password change or expiry.",
    50173: "FreshTokenNeeded: Saved sign-ins were cancelled, often by a password change; sign in again.",
    70000: "InvalidGrant: The refresh token or code is not valid for this request; sign in again.",
    70008: "ExpiredOrRevokedGrant: The saved token or code has expired or been cancelled; sign in again.",
    70043:
      "BadTokenDueToSignInFrequency: Your organisation makes you sign in again at set intervals and that time has passed.",
    70044: "SsoArtifactExpiredDueToConditionalAccess: The session ended because a policy limits how long it may last.",
    70046: "SsoArtifactExpiredDueToConditionalAccessReAuth: A policy requires you to sign in again.",
    700082: "ExpiredOrRevokedGrantInactiveToken: The saved sign-in went unused for too long and lapsed; sign in again.",
    700084: "This browser-type refresh token has reached its fixed lifetime; sign in again.",
    7000110: "The code or refresh token was issued to a different app ID.",
  },
  refusedByServer: {
    50003: "MissingSigningKey: The app has no signing key or certificate set up for single sign-on.",
    50006: "InvalidSignature: The signature on the request did not check out.",
    50007:
      "PartnerEncryptionCertificateMissing: The encryption certificate for this app's partner is missing; Microsoft support has to correct it.",
    50010:
      "AudienceUriValidationFailed: The app has no audience configured, so the token's target could not be checked.",
    50012:
      "AuthenticationFailed: Certificate or assertion checks failed: untrusted, unauthorised, badly signed or not covered by policy.",
    50017:
      "CertificateValidationFailed: The sign-in certificate could not be validated: untrusted issuer or an unreachable revocation list.",
    50027: "InvalidJwtToken: A JWT in the request is malformed, expired, wrongly addressed or badly signed.",
    50029: "The domain name in the address contains characters that are not allowed.",
    50032: "WeakRsaKey: The RSA key offered is too weak; use a longer key.",
    50042:
      "UnableToGeneratePairwiseIdentifierWithMissingSalt: A setting needed to build the user's pairwise identifier is missing.",
    50043:
      "UnableToGeneratePairwiseIdentifierWithMultipleSalts: More than one pairwise-identifier setting exists, so Entra cannot choose.",
    50048: "SubjectMismatchesIssuer: In the client assertion the subject and issuer should match and do not.",
    50050: "MalformedDiscoveryRequest: The discovery request was not put together correctly.",
    50061: "SignoutInvalidRequest: The sign-out request was not valid.",
    50068: "SignoutInitiatorNotParticipant: An app tried to end a session it was never part of.",
    50070: "SignoutUnknownSessionIdentifier: The sign-out request named a session that does not exist.",
    50071: "SignoutMessageExpired: The sign-out request arrived after its expiry time.",
    50098: "A field that must be in the JWT body is missing.",
    50099: "PKeyAuthInvalidJwtUnauthorized: The device-key response was signed incorrectly.",
    50100: "The app's claim rules failed while building the token.",
    50101: "The app refers to a claims transformer that Entra does not know.",
    50102: "The app's custom claims transformer could not be loaded.",
    50103: "A claim rule for this app failed; the message says which.",
    50108: "The app's claims-transformation settings could not be read.",
    50109: "The settings mention a claims transformation that is not recognised.",
    50111: "A claims transformation that does not exist was requested.",
    50117: "The policy inside the claims parameter could not be read; send it back exactly as it was received.",
    50120: "ThresholdJwtInvalidJwtFormat: The JWT header describes a credential type that is not recognised.",
    50123: "The app names a claims-transformation method that does not exist.",
    50124: "ClaimsTransformationInvalidInputParameter: A claim rule for this app has an invalid pattern or input.",
    50141: "ProtectedKeyMisuse: The device-protected key belongs to a different user.",
    50146:
      "MissingCustomSigningKey: This app needs its own signing key, and that key is absent, expired or not yet valid.",
    50147: "MissingCodeChallenge: The PKCE code challenge is missing or the wrong length.",
    50148: "The PKCE verifier does not match the challenge sent earlier.",
    50149: "The PKCE challenge method is not valid; use S256.",
    50156: "Device tokens cannot be used with this v2 resource.",
    50160: "A different tenant should be used for this sign-in.",
    50162: "The app's claim rules took too long; retry, then simplify the rules.",
    50163: "A claim rule produced a value that is too large.",
    50165: "The app asks for a token encryption method that this kind of token does not support.",
    50167: "The proof-of-possession key is invalid.",
    50171: "This audience only accepts requests made over mutual TLS.",
    50192: "RawCredentialExpectedNotFound: No credential arrived; a proxy may be stripping the client certificate.",
    51001: "DomainHintMustbePresent: A domain hint is needed when an on-premises user ID is used.",
    67003: "ActorNotValidServiceIdentity: The acting identity in the request is not a valid service identity.",
    70005: "UnsupportedResponseType: The response type asked for is not allowed for this app.",
    70007: "UnsupportedResponseMode: The response mode in the request is not supported.",
    75001: "BindingSerializationError: Building the SAML message failed.",
    75003: "UnsupportedBindingError: The SAML reply can only be sent by HTTP POST.",
    75005: "Saml2MessageInvalid: The SAML request is not in a form Entra supports.",
    75008: "RequestDeniedError: The SAML request was addressed to the wrong destination.",
    75016: "Saml2AuthenticationRequestInvalidNameIDPolicy: The SAML request has an invalid NameID policy.",
    76021: "ApplicationRequiresSignedRequests: The app only accepts signed SAML requests and this one was not signed.",
    76026: "RequestIssueTimeExpired: The SAML request is too old; check the clock and try again.",
    90004: "InvalidRequestFormat: The request is not formatted correctly.",
    90005:
      "InvalidRequestWithMultipleRequirements: A session identifier and a login hint were sent together; send only one.",
    90007: "InvalidSessionId: The session ID could not be read.",
    90010: "NotSupported: The request asks for an algorithm or combination Entra cannot handle.",
    90013:
      "InvalidUserInput: A value in the request could not be accepted; usually a malformed client ID or tenant, or text that was not URL-encoded.",
    90014: "MissingRequiredField: A required field is missing from the request or credential.",
    90015: "QueryStringTooLong: The query string is too long.",
    90022: "AuthenticatedInvalidPrincipalNameFormat: The principal name is not in the expected form.",
    90023: "InvalidRequest: The sign-in request is not valid; the message gives the detail.",
    90027: "The old v1 endpoint cannot serve personal accounts; use v2.",
    90043: "NationalCloudAuthCodeRedirection: Redirecting codes between national clouds is switched off.",
    90056: "BadResourceRequest: The token request was not made as it should be; send a POST to the token endpoint.",
    90100: "InvalidRequestParameter: A parameter is empty or not valid.",
    90101: "InvalidEmailAddress: That is not a valid email address.",
    90102: "InvalidUriParameter: A value that must be a full web address is not one.",
    90107: "InvalidXml: The request contains characters or XML that cannot be read.",
    90112: "The app identifier should be a GUID.",
    90114: "InvalidExpiryDate: The bulk token's expiry date is already in the past.",
    90117: "InvalidRequestInput: The request input is not valid.",
    90121: "InvalidEmptyRequest: The request was empty.",
    100007: "The regional token service only serves managed identities and certain Microsoft-hosted apps.",
    120000: "PasswordChangeIncorrectCurrentPassword: The current password you typed is wrong.",
    120002: "PasswordChangeInvalidNewPasswordWeak: The new password is too weak.",
    120003: "PasswordChangeInvalidNewPasswordContainsMemberName: The new password contains your username.",
    120004: "PasswordChangeOnPremComplexity: The new password does not meet your company's rules.",
    120005:
      "PasswordChangeOnPremSuccessCloudFail: The password changed on the company network but not yet in the cloud; wait for sync.",
    120008:
      "PasswordChangeAsyncJobStateTerminated: The password change stopped with an error that retrying will not fix.",
    120011: "PasswordChangeAsyncUpnInferenceFailed: The account name for the password change could not be worked out.",
    120013:
      "PasswordChangeOnPremisesConnectivityFailure: The cloud could not reach the company directory to change the password.",
    120015:
      "PasswordChangeADAdminActionRequired: An Active Directory administrator must act before the password can change.",
    120016: "PasswordChangeUserNotFoundBySspr: The self-service reset service could not find this user.",
    120018: "PasswordChangePasswordDoesnotComplyFuzzyPolicy: The new password is too close to a banned or common one.",
    120020: "PasswordChangeFailure: The password change failed; try again.",
    140000: "InvalidRequestNonce: The request needs a nonce and none was sent.",
    165004: "A catch-all code: read the message that came with it.",
    165900: "InvalidApiRequest: The API request is not valid.",
    220501: "InvalidCrlDownload: The certificate revocation list could not be downloaded.",
    221000: "DeviceOnlyTokensNotSupportedByResource: This API does not accept tokens that identify only a device.",
    240002:
      "RequiredClaimIsMissing: An ID token cannot be used here as an on-behalf-of assertion; send an access token.",
    501241: "A required claim input, usually NameID, has no source value for this user.",
    501461:
      "Mapped claims are only accepted for the app's own ID or a verified domain; change the identifier or use an app-specific key.",
    501481: "The PKCE verifier and challenge do not match.",
    501491: "InvalidCodeChallengeMethodInvalidSize: The PKCE challenge has an invalid length.",
    501621:
      "ClaimsTransformationTimeoutRegularExpressionTimeout: A claim rule's pattern took too long; retry, then simplify it.",
    501631: "A claim rule made too many pattern replacements.",
    501632: "A claim rule's replacement text uses too many placeholders.",
    700229: "ForbiddenTokenType: Only app-only tokens can be used as a federated credential here.",
    750054: "A SAML redirect arrived without a SAML request or response in its query string.",
    900144: "A required form parameter is missing; the message names it.",
    900236: "InvalidRequestSamlPropertyUnsupported: The SAML request sets a property that Entra does not support.",
    900384: "A JWT failed its signature check; the message gives the cause.",
    900561: "BadResourceRequestInvalidRequest: The wrong HTTP method was used on this address.",
    901002: "The v1 resource parameter was sent where scope is expected.",
    7500514: "The message did not contain a recognised SAML response or assertion.",
    7500529: "The SAML request ID must not start with a digit.",
    9002313: "InvalidRequest: The request is malformed, often a damaged code or token or bad encoding.",
  },
});
