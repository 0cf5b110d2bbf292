/** The user of a session: the part of AutobahnJS's connection options that authenticates. */

import autobahn from "./autobahn.js";

export const anonymous = Object.freeze({ name: "anonymous", options: { authmethods: ["anonymous"] } });

/** A user with a secret, who answers the router's WAMP-CRA challenge. */
export function user(name, secret) {
  return Object.freeze({
    name,
    options: {
      authmethods: ["wampcra"],
      authid: name,
      onchallenge: (_session, method, extra) => {
        if (method !== "wampcra") {
          throw new Error(`the router asked for "${method}", but only wampcra was offered`);
        }
        return autobahn.auth_cra.sign(signingKey(secret, extra), extra.challenge);
      },
    },
  });
}

/** Returns the secret, or the key derived from it if the router requests a salted secret. */
function signingKey(secret, { salt, iterations, keylen }) {
  return salt ? autobahn.auth_cra.derive_key(secret, salt, iterations, keylen) : secret;
}
