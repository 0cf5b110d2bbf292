/** Wraps one AutobahnJS session, from joining to leaving, in promises. */

import autobahn from "autobahn";

export const SERIALIZERS = {
  json: autobahn.serializer.JSONSerializer,
  msgpack: autobahn.serializer.MsgpackSerializer,
  cbor: autobahn.serializer.CBORSerializer,
};

/** The refusal of a router: the reason and the message of its ABORT. */
export class Refused extends Error {
  constructor(reason, message) {
    super(`${reason}: ${message}`);
    this.reason = reason;
    this.abortMessage = message;
  }
}

/** Returns options that answer a WAMP-CRA challenge with the user's secret. */
export function wampcra(authid, secret) {
  return {
    authmethods: ["wampcra"],
    authid,
    onchallenge: (_session, _method, { challenge, salt, iterations, keylen }) =>
      autobahn.auth_cra.sign(
        salt ? autobahn.auth_cra.derive_key(secret, salt, iterations, keylen) : secret,
        challenge,
      ),
  };
}

/**
 * Returns options that answer a WAMP-CRA challenge with a key that was already derived, and ignore the salt in the
 * challenge.
 */
export function wampcraWithKey(authid, key) {
  return {
    authmethods: ["wampcra"],
    authid,
    onchallenge: (_session, _method, { challenge }) => autobahn.auth_cra.sign(key, challenge),
  };
}

export const anonymous = { authmethods: ["anonymous"] };

/**
 * Joins, awaits `use(session, details)`, and leaves; rejects with `Refused` if the router refuses the join.
 */
export function withSession(url, serializer, who, use) {
  return new Promise((resolve, reject) => {
    const connection = new autobahn.Connection({
      transports: [{ type: "websocket", url, serializers: [new SERIALIZERS[serializer]()] }],
      realm: "realm1",
      max_retries: 0,
      ...who,
    });
    let outcome = null;
    connection.onopen = (session, details) => {
      Promise.resolve()
        .then(() => use(session, details))
        .then(
          (value) => (outcome = () => resolve(value)),
          (failure) => (outcome = () => reject(failure)),
        )
        .finally(() => connection.close());
    };
    connection.onclose = (how, { reason, message }) => {
      if (outcome) {
        outcome();
      } else if (reason) {
        reject(new Refused(reason, message));
      } else {
        reject(new Error(`the connection ended before the session was open: ${how}`));
      }
      return true;
    };
    connection.open();
  });
}
