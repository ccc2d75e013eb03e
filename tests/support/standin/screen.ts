// screen: one ordinary display.
import { StrictEmitter } from "./strictModule.ts";

const size = { width: 1920, height: 1080 };
const workAreaSize = { width: 1920, height: 1056 };
const display = {
  id: 1,
  bounds: { x: 0, y: 0, ...size },
  size,
  workArea: { x: 0, y: 24, ...workAreaSize },
  workAreaSize,
  scaleFactor: 1,
};

class Screen extends StrictEmitter {
  constructor() {
    super("Screen", ["display-added", "display-removed", "display-metrics-changed"]);
  }

  getPrimaryDisplay(): object {
    return display;
  }

  getAllDisplays(): object[] {
    return [display];
  }

  getCursorScreenPoint(): object {
    return { x: 960, y: 12 };
  }

  getDisplayNearestPoint(_point: object): object {
    return display;
  }

  getDisplayMatching(_rect: object): object {
    return display;
  }
}

export const screen = new Screen();
