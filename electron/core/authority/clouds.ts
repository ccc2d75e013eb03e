// The Entra clouds whose sign-in hosts are known beforehand, so that nobody needs to be asked whether to trust them.
export { type Cloud, type CloudId, closedCloud, clouds, cloudOf } from "../../../shared/setup/clouds.ts";
