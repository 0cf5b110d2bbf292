/**
 * A WAMP session that opens itself again, whatever ended it: no router yet, a lost connection, a router that said
 * goodbye, a refusal.
 *
 * AutobahnJS reconnects too, but not after a GOODBYE or an ABORT, and its `close()` does not stop a retry that is already
 * planned; so each attempt here is a fresh connection of its own, and the next one is planned in this class.
 */

import autobahn from "./autobahn.js";
import { TRANSPORT_TYPE } from "./transport.js";

const FIRST_DELAY = 400;
const LONGEST_DELAY = 4000;
const DELAY_AFTER_REFUSAL = 5000;
const JOIN_DEADLINE = 10000;

/**
 * What a link tells its listener:
 * `{ name: "connecting" }`, `{ name: "joined", session, details, left }` where `left` is a signal that aborts when this
 * session is over (AutobahnJS leaves the calls of a lost session unanswered for ever), or
 * `{ name: "waiting", cause: "unreachable" | "lost" | "closed" | "refused", reason, message, retryIn }`.
 */
export class Link {
  #url;
  #realm;
  #credentials;
  #onState;
  #timers;
  #connection = null;
  #left = null;
  #failures = 0;
  #retryTimer = null;
  #joinTimer = null;

  constructor({ url, realm, credentials, onState, timers = { setTimeout, clearTimeout } }) {
    this.#url = url;
    this.#realm = realm;
    this.#credentials = credentials;
    this.#onState = onState;
    // Bound, for a browser's timers refuse to be called on anything but the window.
    this.#timers = { start: timers.setTimeout.bind(globalThis), stop: timers.clearTimeout.bind(globalThis) };
  }

  get user() {
    return this.#credentials.name;
  }

  /** Whom to tell from now on. */
  set onState(listener) {
    this.#onState = listener;
  }

  open() {
    const connection = new autobahn.Connection({
      transports: [{ type: TRANSPORT_TYPE, url: this.#url }],
      realm: this.#realm,
      max_retries: 0,
      ...this.#credentials.options,
    });
    const current = () => this.#connection === connection;
    this.#connection = connection;

    connection.onopen = (session, details) => {
      if (current()) {
        this.#timers.stop(this.#joinTimer);
        this.#left = new AbortController();
        this.#failures = 0;
        this.#onState({ name: "joined", session, details, left: this.#left.signal });
      }
    };
    connection.onclose = (how, { reason, message }) => {
      if (current()) {
        this.#reopenAfter(how, reason, message);
      }
      return true;
    };
    this.#joinTimer = this.#timers.start(() => connection.close(), JOIN_DEADLINE);
    this.#onState({ name: "connecting" });
    connection.open();
  }

  /** Ends the session and every further attempt; the listener hears nothing more. */
  close() {
    this.#timers.stop(this.#retryTimer);
    this.#timers.stop(this.#joinTimer);
    const connection = this.#connection;
    this.#connection = null;
    this.#endSession();
    if (connection?.isConnected) {
      connection.close();
    }
  }

  #reopenAfter(how, reason, message) {
    this.#timers.stop(this.#joinTimer);
    const refused = this.#left === null && reason !== null;
    this.#endSession();
    const retryIn = refused ? DELAY_AFTER_REFUSAL : jittered(FIRST_DELAY * 1.6 ** this.#failures);
    this.#failures += 1;
    this.#retryTimer = this.#timers.start(() => this.open(), retryIn);
    this.#onState({ name: "waiting", cause: refused ? "refused" : how, reason, message, retryIn });
  }

  #endSession() {
    this.#left?.abort(new Error("the connection was lost"));
    this.#left = null;
  }
}

/** `promise`, or the reason why the session was `left` when that comes first. */
export function unlessLeft(left, promise) {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(left.reason);
    if (left.aborted) {
      giveUp();
      return;
    }
    left.addEventListener("abort", giveUp, { once: true });
    Promise.resolve(promise)
      .then(resolve, reject)
      .finally(() => left.removeEventListener("abort", giveUp));
  });
}

function jittered(delay) {
  return Math.min(delay, LONGEST_DELAY) * (0.8 + 0.4 * Math.random());
}
