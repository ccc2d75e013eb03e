// Pages of others that are worth reading.
import type { LinkId } from "../../shared/links.ts";
import { ExternalLink } from "./ExternalLink.tsx";

const worthReading: readonly LinkId[] = [
  "passwordGrant",
  "testTenants",
  "registerApp",
  "signOutEverywhere",
  "serviceStatus",
];

export function LinkList() {
  return (
    <ul className="links">
      {worthReading.map((link) => (
        <li key={link}>
          <ExternalLink link={link} />
        </li>
      ))}
    </ul>
  );
}
