// The event object that Electron hands to listeners: its own fields plus `preventDefault`.

export interface EmittedEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function emittedEvent<Fields extends object>(fields?: Fields): EmittedEvent & Fields {
  let defaultPrevented = false;
  const event = {
    get defaultPrevented() {
      return defaultPrevented;
    },
    preventDefault() {
      defaultPrevented = true;
    },
  };
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(fields ?? {})) as EmittedEvent & Fields;
}
