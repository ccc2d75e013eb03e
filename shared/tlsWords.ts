// The words for each fault of a secure connection.
import type { Sharper } from "./sharperWords.ts";
import { type TlsFault, tlsFault } from "./tlsFaults.ts";

type TlsWords = Sharper & { readonly title: string };

const dates = "Let this computer set its date, time and time zone from the network, then try again.";
const guestNetwork = "On a guest network, open a browser and accept its terms first.";
const nameTheFile =
  "If your organisation runs the server, ask for its certificate authority as a PEM file, and name the file in the connection under “Certificate authority”.";

export const tlsWords: Readonly<Record<TlsFault, TlsWords>> = {
  caFile: {
    title: "The file of certificate authorities cannot be used",
    whatHappened: "The file that this connection names under “Certificate authority” cannot be read. Nothing was sent.",
    why: "It was moved, you may not read it, or it holds no certificate in the PEM format.",
    you: ["Check the path in the connection.", "A PEM file holds lines that say BEGIN CERTIFICATE."],
    others: ["Whoever gave you the file can give it once more."],
    next: { edit: "caFile" },
    orElse: ["again"],
  },
  expired: {
    title: "The server's certificate has expired",
    whatHappened: "{authority} showed a certificate whose time is over. No password was sent.",
    why: "It was not renewed in time, or this computer's clock is ahead.",
    you: [dates],
    others: ["The people who run the server have to renew its certificate."],
  },
  notYetValid: {
    title: "The server's certificate is not valid yet",
    whatHappened: "{authority} showed a certificate whose time has not begun. No password was sent.",
    why: "Mostly this computer's clock is behind. A certificate may also have been put in place too early.",
    you: [dates],
    others: ["The people who run the server can say from when its certificate is valid."],
  },
  outOfDate: {
    title: "The server's certificate is not valid today",
    whatHappened: "{authority} showed a certificate that has expired or is not valid yet. No password was sent.",
    why: "It was not renewed in time, or this computer's clock is wrong.",
    you: [dates],
    others: ["The people who run the server have to renew its certificate."],
  },
  wrongName: {
    title: "The certificate is for another name",
    whatHappened: "What answered for {authority} showed a certificate for another name. No password was sent.",
    why: "The address is a second name of the server or mistyped, or a guest network answers in its place.",
    you: ["Check the authority of this connection letter by letter.", guestNetwork],
    others: ["The people who run the server can tell the name that its certificate has, or add this one."],
    next: { edit: "authority" },
    orElse: ["again"],
  },
  selfSigned: {
    title: "The server's certificate is signed by itself alone",
    whatHappened: "{authority} showed a certificate that nobody but itself vouches for. No password was sent.",
    why: "A test server or a device often has such a certificate. Someone in between would have one too.",
    you: [nameTheFile],
    others: ["The people who run the server can give it a certificate of an authority that computers trust."],
    orElse: [{ edit: "caFile" }],
  },
  unknownIssuer: {
    title: "This computer does not trust the certificate's issuer",
    whatHappened: "{authority} showed a certificate of an issuer that is not trusted here. No password was sent.",
    why: "Your company has a certificate authority of its own, a proxy reads the traffic, or the server leaves a part of its certificate out.",
    you: [nameTheFile, guestNetwork],
    others: [
      "Your admin can install the company's certificate authority on this computer.",
      "The people who run the server can check that it sends its whole chain of certificates.",
    ],
    orElse: [{ edit: "caFile" }],
  },
  revoked: {
    title: "The server's certificate was revoked",
    whatHappened: "{authority} showed a certificate that its issuer has taken back. No password was sent.",
    why: "Its key may have become known to others, so nothing is to be sent there.",
    whoActs: "admin",
    you: ["Do not go on. Tell the people who run the server."],
    others: ["The people who run the server have to replace its certificate."],
  },
  weak: {
    title: "The server's certificate is too weak",
    whatHappened: "{authority} showed a certificate or key that is not strong enough today. No password was sent.",
    why: "It is old, or made by old software.",
    whoActs: "admin",
    you: ["Tell the people who run the server."],
    others: ["The people who run the server have to replace its certificate by a stronger one."],
  },
  protocol: {
    title: "The server offers no encryption that is safe today",
    whatHappened: "{authority} and TokenTray found no version of TLS or cipher that both accept. Nothing was sent.",
    why: "The server, or a proxy before it, is set up for old versions alone.",
    whoActs: "admin",
    you: ["Tell the people who run the server."],
    others: ["The people who run the server can turn on TLS 1.2 or 1.3."],
  },
  notTls: {
    title: "What answered does not speak TLS",
    whatHappened: "{authority} answered, but not with an encrypted connection. No password was sent.",
    why: "The port is one for traffic in clear, or a proxy or guest network answers in its place.",
    you: ["Check the authority of this connection, its port too.", guestNetwork],
    others: ["The people who run the server can tell the right port."],
    next: { edit: "authority" },
    orElse: ["again"],
  },
  clientCertificate: {
    title: "The server wants a certificate from this computer",
    whatHappened: "{authority} lets in only computers that show a certificate, and TokenTray shows none.",
    why: "Some organisations protect their sign-in service so, or one of its addresses.",
    whoActs: "admin",
    you: ["Ask whether there is an address of the service without it."],
    others: ["The people who run the server can let this address be used without a certificate."],
    next: { edit: "authority" },
    orElse: ["again"],
  },
  misissued: {
    title: "The server's certificate is not in order",
    whatHappened: "{authority} showed a certificate that breaks the rules for certificates. No password was sent.",
    why: "It was issued wrongly, or someone is in between.",
    whoActs: "admin",
    you: ["Tell the people who run the server, with the name of the error from the details below."],
    others: ["The people who run the server have to replace its certificate."],
  },
};

/** For a sentence of its own: the title, ended. */
export function tlsReason(systemError: string | undefined): string {
  const fault = tlsFault(systemError);
  return fault === undefined ? "No closer reason was given." : `${tlsWords[fault].title}.`;
}
