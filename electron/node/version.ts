// The version that every host shows.
export { version } from "../../package.json";
