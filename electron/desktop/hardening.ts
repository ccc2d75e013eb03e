// Denies what no page of ours needs: other pages, new windows, embedded pages, permissions.
import { app, session, type Session } from "electron/main";
import { isOurPage } from "./origin.ts";

interface Navigation {
  readonly url: string;
  preventDefault(): void;
}

/** For every page that will ever be made, whoever makes it. Before the app is ready. */
export function guardPages(): void {
  app.on("web-contents-created", (_, contents) => {
    const stayHome = (navigation: Navigation): void => {
      if (!isOurPage(navigation.url)) navigation.preventDefault();
    };
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.on("will-navigate", stayHome);
    contents.on("will-frame-navigate", stayHome);
    contents.on("will-redirect", stayHome);
    contents.on("will-attach-webview", (event) => event.preventDefault());
  });
}

/** Electron would hand the first certificate that fits to whichever server asks. Before the app is ready. */
export function withholdCertificates(): void {
  app.on("select-client-certificate", (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
}

/** Electron grants everything unless told otherwise. When the app is ready. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}

/** https://www.electronjs.org/docs/latest/api/session#sessetcertificateverifyprocproc */
const asChromiumFound = -3;
const refused = -2;

/** What Chromium finds wrong with a certificate is refused, whatever else Chromium was told to make of it. */
export function refuseBadCertificates<S extends Pick<Session, "setCertificateVerifyProc">>(of: S): S {
  of.setCertificateVerifyProc(({ errorCode }, answer) => answer(errorCode === 0 ? asChromiumFound : refused));
  return of;
}
