/** The session with the node: signs in, and calls the management procedures. */

const PREFIX = "aerostat.node.";

/** An error that people can read. */
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
  "wamp.error.no_matching_auth_method": "the node offers no way to sign in with a password here",
  "wamp.error.no_such_realm": "the node has no such realm",
  "wamp.error.no_such_role": "the role of this user does not exist",
};

export class ManagedNode {
  #session;
  #connection;

  /** Joins; rejects with a NodeError. `lost` is called when an established session ends. */
  static signIn({ realm, websocket }, user, secret, lost) {
    const { autobahn } = window;
    if (!autobahn) {
      return Promise.reject(new NodeError("", "lib/autobahn.min.js is missing in this build of the node"));
    }
    autobahn.log.warn = autobahn.log.debug;
    const url = new URL(websocket, location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const node = new ManagedNode();
    return new Promise((resolve, reject) => {
      const connection = new autobahn.Connection({
        transports: [{ type: "websocket", url: url.href }],
        realm,
        max_retries: 0,
        authid: user,
        authmethods: ["wampcra", "ticket"],
        onchallenge: (_session, method, extra) => {
          if (method === "ticket") {
            return secret;
          }
          const { salt, iterations, keylen } = extra;
          const key = salt ? autobahn.auth_cra.derive_key(secret, salt, iterations, keylen) : secret;
          return autobahn.auth_cra.sign(key, extra.challenge);
        },
      });
      let isJoined = false;
      connection.onopen = (session, details) => {
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
          lost(reason ?? how);
        } else if (reason) {
          reject(new NodeError(reason, `The node refused “${user}”: ${REFUSALS[reason] ?? message ?? reason}.`));
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
      return await this.#session.call(PREFIX + procedure, [], kwargs);
    } catch (failure) {
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

  signOut() {
    if (this.#connection?.isConnected) {
      this.#connection.close();
    }
  }
}
