/** Adapts Wampy.js to the interface that the checks use. */

import { readFileSync } from "node:fs";
import { Wampy } from "wampy";
import { CborSerializer } from "wampy/CborSerializer.js";
import * as cryptosign from "wampy/cryptosign.js";
import { JsonSerializer } from "wampy/JsonSerializer.js";
import { MsgpackSerializer } from "wampy/MsgpackSerializer.js";
import * as wampcra from "wampy/wampcra.js";
import WebSocket from "ws";

export const NAME = "Wampy.js";
export const VERSION = JSON.parse(readFileSync(new URL("node_modules/wampy/package.json", import.meta.url))).version;
export const SERIALIZERS = ["json", "msgpack", "cbor"];

export const ABSENT = {
  "binary values": (serializer) => serializer === "json" && "its JSON has no binary values",
  "receive one's own event": () => "it never sends exclude_me: false",
  "give progressive results": () => "as a callee, it does not announce progressive_call_results",
};

const SERIALIZER = { json: JsonSerializer, msgpack: MsgpackSerializer, cbor: CborSerializer };

function credentials({ method, authid, secret, seed, publicKey }) {
  if (method === "anonymous") {
    return {};
  }
  return {
    authid,
    authmethods: [method],
    authMode: "manual",
    authextra: publicKey ? { pubkey: publicKey } : {},
    onChallenge: (_method, extra) => {
      switch (method) {
        case "ticket":
          return secret;
        case "wampcra":
          return wampcra.sign(secret)(method, extra);
        default:
          return cryptosign.sign(seed)(method, extra);
      }
    },
  };
}

const payload = (args, kwargs) => ({ argsList: args, argsDict: kwargs });
const values = ({ argsList = [], argsDict = {} }) => ({ args: argsList, kwargs: argsDict });
const failure = (error) => ({ error: error.errorUri, args: error.argsList, kwargs: error.argsDict, cause: String(error) });

export async function open(url, serializer, who, options = { autoReconnect: false }) {
  let refusal;
  const client = new Wampy(url, {
    ws: WebSocket,
    realm: "interop",
    serializer: new SERIALIZER[serializer](),
    onError: (error) => {
      refusal = error;
    },
    ...credentials(who),
    ...options,
  });
  const details = await client.connect().catch((error) => {
    throw { reason: error.errorUri ?? refusal?.errorUri, cause: String(error) };
  });

  const call = (uri, args, kwargs, { onProgress } = {}) => {
    const answer = client.call(
      uri,
      payload(args, kwargs),
      onProgress ? { progress_callback: (result) => onProgress(values(result)) } : {},
    );
    const { reqId } = client.getOpStatus();
    return {
      answer: answer.then(values, (error) => Promise.reject(failure(error))),
      cancel: (mode) => client.cancel(reqId, { mode }),
    };
  };
  return {
    get id() {
      return client.getSessionId();
    },
    authid: details.authid,
    call: (uri, args, kwargs, options) => call(uri, args, kwargs, options).answer,
    startCall: call,
    register: async (uri, handler, options = {}) => {
      await client.register(
        uri,
        async (invocation) => {
          const answer = await handler({
            ...values(invocation),
            details: invocation.details,
            progress: (args) => invocation.result_handler({ argsList: args, options: { progress: true } }),
          });
          return answer && { argsList: answer.args, argsDict: answer.kwargs };
        },
        options,
      );
      return uri;
    },
    fail: (error, args) => {
      throw { error, argsList: args };
    },
    unregister: (uri) => client.unregister(uri),
    // If there are no options, `options` must be undefined, not an empty object: otherwise Wampy.js does not find the
    // subscription at UNSUBSCRIBE.
    subscribe: async (topic, handler, options) =>
      client.subscribe(topic, (event) => handler({ ...values(event), details: event.details }), options),
    unsubscribe: ({ subscriptionKey }) => client.unsubscribe(subscriptionKey),
    publish: async (topic, args, kwargs, { acknowledge: _always, ...options }) =>
      (await client.publish(topic, payload(args, kwargs), options)).publicationId,
    leave: () => client.disconnect(),
  };
}

/** Opens a session that reconnects by itself; `again` resolves to the next session, which has the same methods. */
export async function openLasting(url, serializer) {
  let session;
  const again = new Promise((back) => {
    const options = { autoReconnect: true, reconnectInterval: 200, onReconnectSuccess: () => back(session) };
    session = open(url, serializer, { method: "anonymous" }, options);
  });
  return { session: await session, again };
}
