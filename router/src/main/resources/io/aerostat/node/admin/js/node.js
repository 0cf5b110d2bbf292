/** The session with the node: signs in, and calls the management procedures. */

const PREFIX = "aerostat.node.";
const SCRAM = "wamp-scram";
/** The number of milliseconds from which computing a hash counts as slow. */
const SLOW = 4000;
const ENDED = "The connection to the node has ended.";

/** An error whose message is shown to the user. */
export class NodeError extends Error {
  constructor(uri, text) {
    super(text);
    this.uri = uri;
  }
}

const REFUSALS = {
  "wamp.error.not_authorized": "the user or the password is wrong",
  "wamp.error.authentication_denied": "the user or the password is wrong",
  "wamp.error.no_such_principal": "there is no such user",
  "wamp.error.no_matching_auth_method": "the node does not offer this way to sign in here",
  "wamp.error.no_such_realm": "the node has no such realm",
  "wamp.error.no_such_role": "the role of this user does not exist",
};

/** The hash of a password, computed once for each salt and cost. */
class Hashing {
  #secret;
  #cost = "";
  #hash = null;
  /** Whether the hash took so long that the node may not have waited for it. */
  wasSlow = false;

  constructor(secret) {
    this.#secret = secret;
  }

  async of({ salt, kdf, iterations, memory }, hash) {
    const cost = JSON.stringify([salt, kdf, iterations, memory]);
    if (cost !== this.#cost) {
      const begun = performance.now();
      this.#hash = await hash(this.#secret, { salt, kdf, iterations, memory });
      this.#cost = cost;
      this.wasSlow = performance.now() - begun > SLOW;
    } else {
      this.wasSlow = false;
    }
    return this.#hash;
  }
}

export class ManagedNode {
  #session;
  #connection;
  /** A function for each pending call, which rejects the call. */
  #pending = new Set();

  /**
   * Joins; rejects with a NodeError. `methods` are the authentication methods to offer, in the order of preference.
   * `lost` is called when an established session ends.
   */
  static async signIn(settings, credentials, lost) {
    const hashing = new Hashing(credentials.secret);
    try {
      return await ManagedNode.#join(settings, credentials, hashing, lost);
    } catch (failure) {
      if (!hashing.wasSlow) {
        throw failure;
      }
      // The node waits only a few seconds for the answer to a challenge. On a slow machine, the hash comes too late for
      // the first challenge, but can answer the next challenge.
      return ManagedNode.#join(settings, credentials, hashing, lost);
    }
  }

  static #join({ realm, websocket }, { user, secret, methods }, hashing, lost) {
    const { autobahn } = window;
    if (!autobahn) {
      return Promise.reject(new NodeError("", "lib/autobahn.min.js is missing in this build of the node"));
    }
    autobahn.log.warn = autobahn.log.debug;
    const url = new URL(websocket, location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const node = new ManagedNode();
    Object.assign(node, { realm, websocket, methods });
    const clientNonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
    let verifier = null;
    let used = "";
    return new Promise((resolve, reject) => {
      const connection = new autobahn.Connection({
        transports: [{ type: "websocket", url: url.href }],
        realm,
        max_retries: 0,
        authid: user,
        authmethods: methods,
        authextra: { nonce: clientNonce, channel_binding: null },
        onchallenge: async (_session, method, extra) => {
          used = ` (by ${method})`;
          if (method === "ticket") {
            return secret;
          }
          if (method === SCRAM) {
            try {
              const { answer, saltedPassword } = await import("./scram.js"); // loaded only if it is needed
              const salted = await hashing.of(extra, saltedPassword);
              const proof = answer(user, salted, clientNonce, extra);
              verifier = proof.verifier;
              return [proof.signature, proof.extra];
            } catch (failure) {
              reject(new NodeError("", failure.message));
              throw failure;
            }
          }
          const { salt, iterations, keylen } = extra;
          const key = salt ? autobahn.auth_cra.derive_key(secret, salt, iterations, keylen) : secret;
          return autobahn.auth_cra.sign(key, extra.challenge);
        },
      });
      let isJoined = false;
      connection.onopen = (session, details) => {
        const proof = String(details.authextra?.verifier ?? "").replace(/^v=/, "");
        if (verifier !== null && proof !== verifier) {
          reject(new NodeError("", "The node has not proved that it knows the user's credential."));
          connection.close();
          return;
        }
        isJoined = true;
        node.#session = session;
        node.#connection = connection;
        node.authid = details.authid;
        node.authrole = details.authrole;
        node.id = session.id;
        resolve(node);
      };
      connection.onclose = (how, { reason, message }) => {
        if (isJoined) {
          node.#rejectPending();
          lost(reason ?? how);
        } else if (reason) {
          reject(new NodeError(reason, `The node refused “${user}”: ${REFUSALS[reason] ?? message ?? reason}${used}.`));
        } else {
          reject(new NodeError("", "The node cannot be reached."));
        }
        return true;
      };
      connection.open();
    });
  }

  /** Calls a management procedure, and returns its dictionary. */
  async call(procedure, kwargs = {}) {
    try {
      return await this.#answer(procedure, kwargs);
    } catch (failure) {
      if (failure instanceof NodeError) {
        throw failure;
      }
      const uri = failure?.error ?? "";
      if (uri === "wamp.error.not_authorized") {
        throw new NodeError(
          uri,
          `User “${this.authid}” (role “${this.authrole}”) has no permission to call ${PREFIX}${procedure}.`,
        );
      }
      if (uri === "wamp.error.no_such_procedure") {
        throw new NodeError(uri, "The node is still starting, or its management is turned off.");
      }
      throw new NodeError(uri, String(failure?.args?.[0] ?? (uri || failure)));
    }
  }

  /** Calls any procedure, and returns its result or error as a text for people. */
  async tryCall(uri, args, kwargs) {
    try {
      const result = await this.#send(uri, args, kwargs);
      return `result: ${JSON.stringify(result, null, 2) ?? "nothing"}`;
    } catch (failure) {
      if (failure instanceof NodeError || !failure?.error) {
        throw failure;
      }
      const { error, args: why, kwargs: more } = failure;
      return `error: ${error}\n${JSON.stringify({ args: why, kwargs: more }, null, 2)}`;
    }
  }

  #answer(procedure, kwargs) {
    return this.#send(PREFIX + procedure, [], kwargs);
  }

  /** Returns the answer to a call. AutobahnJS leaves calls without an answer when the connection closes. */
  #send(uri, args, kwargs) {
    if (!this.#connection.isOpen) {
      return Promise.reject(new NodeError("", ENDED));
    }
    return new Promise((resolve, reject) => {
      this.#pending.add(reject);
      this.#session
        .call(uri, args, kwargs)
        .then(resolve, reject)
        .finally(() => this.#pending.delete(reject));
    });
  }

  #rejectPending() {
    for (const reject of this.#pending) {
      reject(new NodeError("", ENDED));
    }
    this.#pending.clear();
  }

  signOut() {
    if (this.#connection?.isConnected) {
      this.#connection.close();
    }
  }
}
