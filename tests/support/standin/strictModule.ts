// Makes every member that the stand-in does not offer throw, instead of quietly being `undefined`.
import { EventEmitter } from "node:events";
import { refuseForeignEvent } from "./platformTable.ts";

type Listener = Parameters<EventEmitter["on"]>[1];

/** Asked of any object by promises, JSON, inspectors and matchers; answering "absent" is right. */
const askedOfEverything = new Set([
  "then",
  "toJSON",
  "inspect",
  "asymmetricMatch",
  "nodeType",
  "$$typeof",
  "@@__IMMUTABLE_ITERABLE__@@",
  "default",
  "__esModule",
]);

/** `members` itself, with a refusal at the end of its prototype chain. `name` is what the error calls it. */
export function strict<T extends object>(name: string, members: T): T {
  return Object.setPrototypeOf(
    members,
    refusing(Object.getPrototypeOf(members) as object, () => name),
  ) as T;
}

/** Which events an emitter has; none where the names are the app's own. */
export let offeredEvents: (emitter: StrictEmitter) => readonly string[];

/** Base of the stand-in's emitters: unknown members and events that are never emitted throw. */
export abstract class StrictEmitter extends EventEmitter {
  static {
    offeredEvents = (emitter) => (emitter.#events === "any" ? [] : emitter.#events);
  }

  readonly #type: string;
  readonly #events: readonly string[] | "any";

  /** `type` is the name in electron.d.ts; `events` lists what this object can emit, or 'any' where names are the app's own. */
  constructor(type: string, events: readonly string[] | "any") {
    super();
    this.#type = type;
    this.#events = events;
  }

  override on(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.on(event, listener);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  override once(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.once(event, listener);
  }

  #check(event: string | symbol): void {
    if (typeof event === "symbol" || this.#events === "any") return;
    refuseForeignEvent(this.#type, event);
    if (!this.#events.includes(event)) throw new Error(missing(`${this.#type} event '${event}'`));
  }
}

Object.setPrototypeOf(
  StrictEmitter.prototype,
  refusing(EventEmitter.prototype, (receiver) => (receiver as object).constructor.name),
);

function refusing(base: object, nameOf: (receiver: unknown) => string): object {
  return new Proxy(Object.create(base) as object, {
    get(target, key, receiver) {
      if (typeof key === "string" && !(key in target) && !askedOfEverything.has(key)) {
        throw new Error(missing(`${nameOf(receiver)}.${key}`));
      }
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}

function missing(what: string): string {
  return `stand-in: electron ${what} is not implemented`;
}
