// What was odd about an answer that brought a token all the same: the names of it, and the words for people.

export const tokenWarnings = [
  "idTokenUnreadable",
  "idTokenAlgorithm",
  "idTokenIssuer",
  "idTokenAudience",
  "idTokenTime",
  "idTokenIncomplete",
  "nobodyNamed",
  "userInfoUnread",
  "clientInfoUnread",
  "tokenTypeMissing",
  "otherCorrelationId",
] as const;
export type TokenWarning = (typeof tokenWarnings)[number];

const ignored = "so it was ignored. The access token is not affected.";

export const tokenWarningWords: Readonly<Record<TokenWarning, string>> = {
  idTokenUnreadable: `The ID token could not be read, ${ignored}`,
  idTokenAlgorithm: `The ID token is signed in a way that the server does not announce, or not at all, ${ignored}`,
  idTokenIssuer: `The ID token names another issuer than this authority, ${ignored}`,
  idTokenAudience: `The ID token was made for another app, ${ignored}`,
  idTokenTime: `The ID token had ended already or was not valid yet, by the server's own clock, ${ignored}`,
  idTokenIncomplete: `The ID token lacks something that every ID token must say, ${ignored}`,
  nobodyNamed: "The server doesn't say who signed in.",
  userInfoUnread: "The ID token gives no user name, and the server's UserInfo endpoint gave none either.",
  clientInfoUnread: "The client_info field couldn't be read, so TokenTray ignored it.",
  tokenTypeMissing:
    "The server did not say of what type the token is. It is taken for a bearer token, as nearly all are.",
  otherCorrelationId: "The answer carries the ID of another request. A proxy may have mixed them up.",
};
