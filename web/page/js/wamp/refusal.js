/** Reads the errors that a router or a callee sends instead of a result. */

export const NOT_AUTHORIZED = "wamp.error.not_authorized";

/** Returns the URI of a failed call, subscription or registration; `null` for any other error. */
export function errorUri(failure) {
  return typeof failure?.error === "string" ? failure.error : null;
}

const REFUSALS = {
  "wamp.error.not_authorized": "the secret is wrong",
  "com.example.no_such_user": "there is no such user",
  "wamp.error.no_such_realm": "this router has no such realm",
  "wamp.error.no_such_role": "this user's role does not exist in the realm",
  "wamp.error.no_matching_auth_method": "the router does not take this way of signing in",
  "wamp.error.authentication_failed": "the router could not check the secret; its log says why",
  "wamp.close.system_shutdown": "the router is shutting down",
  "wamp.error.too_many_connections": "too many people are signing in just now",
};

/** Returns the reason of a refusal in words for visitors. The URI and the router's message give the details. */
export function refusalInWords(uri) {
  return REFUSALS[uri] ?? "it gives no reason that this page knows";
}

/** Returns the URI and the message of a refusal, in one line. */
export function refusalInFull(uri, message) {
  return message ? `${uri} (${message})` : String(uri);
}

/** Describes a failure in one line: its URI, and its message. */
export function describe(failure) {
  const uri = errorUri(failure);
  if (uri === null) {
    return String(failure?.message ?? failure);
  }
  const message = failure.args?.[0];
  return typeof message === "string" && message !== "" ? `${uri} (${message})` : uri;
}
