/**
 * A WAMP session that opens again by itself, whatever ended it: the router is not available yet, the connection was
 * lost, or the router sent GOODBYE or a refusal.
 *
 * AutobahnJS reconnects too, but not after a GOODBYE or an ABORT, and its `close()` does not stop a retry that is
 * already planned; so each attempt here uses a new connection, and this class plans the next attempt.
 */

import autobahn from "./autobahn.js";
import { TRANSPORT_TYPE } from "./transport.js";

const FIRST_DELAY = 400;
const LONGEST_DELAY = 4000;
const DELAY_AFTER_REFUSAL = 5000;
const JOIN_DEADLINE = 10000;

/**
 * The listener of a link receives `{ name: "connecting" }`, `{ name: "joined", session, details, left }` where `left`
 * is a signal that aborts when this session is over (AutobahnJS leaves the calls of a lost session unanswered for
 * ever), or `{ name: "waiting", cause: "unreachable" | "lost" | "closed" | "refused", reason, message, retryIn }`.
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
    // Bound to the window, because a browser's timer functions do not work as methods of another object.
    this.#timers = { start: timers.setTimeout.bind(globalThis), stop: timers.clearTimeout.bind(globalThis) };
  }

  get user() {
    return this.#credentials.name;
  }

  /** Sets the listener. */
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

  /** Ends the session and makes no further attempt. The listener is not called any more. */
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

/** Returns a promise that settles like `promise`, or rejects with the reason of `left` if the session ends first. */
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
