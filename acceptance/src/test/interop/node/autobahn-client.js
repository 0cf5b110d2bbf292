/** Adapts AutobahnJS, in the version that the caller passes, to the interface that the checks use. */

import nacl from "tweetnacl";

const SERIALIZERS = ["json", "msgpack", "cbor"];

const ABSENT = {
  "binary values": (serializer) => serializer === "json" && "its JSON has no binary values",
};

const FORGETS = "it forgets the call, and closes the connection when the dealer answers; cancel with mode kill";

const ABSENT_EVERYDAY = {
  "live on after a canceled call, mode skip": FORGETS,
  "live on after a canceled call, mode killnowait": FORGETS,
};

export function clientOf(autobahn, version) {
  const SERIALIZER = {
    json: autobahn.serializer.JSONSerializer,
    msgpack: autobahn.serializer.MsgpackSerializer,
    cbor: autobahn.serializer.CBORSerializer,
  };

  function credentials({ method, authid, secret, seed, publicKey }) {
    const answers = {
      ticket: () => secret,
      wampcra: ({ challenge, salt, iterations, keylen }) =>
        autobahn.auth_cra.sign(salt ? autobahn.auth_cra.derive_key(secret, salt, iterations, keylen) : secret, challenge),
      cryptosign: (extra) =>
        autobahn.auth_cryptosign.sign_challenge(nacl.sign.keyPair.fromSeed(Buffer.from(seed, "hex")), extra),
    };
    return {
      authmethods: [method],
      authid,
      authextra: publicKey && { pubkey: publicKey, channel_binding: null },
      onchallenge: (_session, _method, extra) => answers[method](extra),
    };
  }

  /** Converts a result to the form that AutobahnJS expects: one value, a `Result`, or nothing. */
  function answer(value) {
    if (value instanceof autobahn.Result) {
      return { args: value.args, kwargs: value.kwargs };
    }
    return { args: value === undefined || value === null ? [value ?? null] : [value], kwargs: {} };
  }

  const failure = ({ error, args, kwargs }) => ({ error, args, kwargs });

  function wrap(session, details, leave) {
    const call = (uri, args, kwargs, { onProgress } = {}) =>
      session.call(uri, args, kwargs, onProgress ? { receive_progress: true } : {});
    const settled = (pending, onProgress) =>
      new Promise((done, failed) =>
        pending.then(
          (value) => done(answer(value)),
          (error) => failed(failure(error)),
          (value) => onProgress?.(answer(value)),
        ),
      );
    return {
      id: session.id,
      authid: details.authid,
      call: (uri, args, kwargs, options) => settled(call(uri, args, kwargs, options), options?.onProgress),
      startCall: (uri, args, kwargs) => {
        const pending = call(uri, args, kwargs);
        return { answer: settled(pending), cancel: (mode) => pending.cancel({ mode }) };
      },
      register: (uri, handler, options) =>
        session.register(
          uri,
          (args = [], kwargs = {}, details) =>
            Promise.resolve(handler({ args, kwargs, details, progress: details.progress })).then(
              (value) => (value ? new autobahn.Result(value.args, value.kwargs) : null),
            ),
          options,
        ),
      fail: (error, args) => {
        throw new autobahn.Error(error, args);
      },
      unregister: (registration) => session.unregister(registration),
      subscribe: (topic, handler, options) =>
        session.subscribe(topic, (args, kwargs, details) => handler({ args, kwargs, details }), options),
      unsubscribe: (subscription) => session.unsubscribe(subscription),
      publish: async (topic, args, kwargs, options) => (await session.publish(topic, args, kwargs, options))?.id,
      leave,
    };
  }

  function open(url, serializer, who) {
    return new Promise((resolve, reject) => {
      const connection = new autobahn.Connection({
        transports: [{ type: "websocket", url, serializers: [new SERIALIZER[serializer]()] }],
        realm: "interop",
        max_retries: 0,
        ...credentials(who),
      });
      let left = () => {};
      const leave = () =>
        new Promise((gone) => {
          left = gone;
          connection.close();
        });
      connection.onopen = (session, details) => resolve(wrap(session, details, leave));
      connection.onclose = (_how, { reason }) => {
        left();
        reject({ reason });
        return true;
      };

      connection.open();
    });
  }

  /** Opens a session that reconnects by itself; `again` resolves to the next session. */
  function openLasting(url, serializer) {
    return new Promise((resolve) => {
      const connection = new autobahn.Connection({
        transports: [{ type: "websocket", url, serializers: [new SERIALIZER[serializer]()] }],
        realm: "interop",
        max_retries: -1,
        initial_retry_delay: 0.2,
      });
      let seen;
      const again = new Promise((back) => {
        connection.onopen = (session, details) => {
          const wrapped = wrap(session, details, () => connection.close());
          if (seen) {
            back(wrapped);
          } else {
            seen = wrapped;
            resolve({ session: wrapped, again });
          }
        };
      });
      connection.open();
    });
  }

  return { NAME: "AutobahnJS", VERSION: version, SERIALIZERS, ABSENT, ABSENT_EVERYDAY, open, openLasting };
}
