/** What a router or a callee answers instead of a result. */

export const NOT_AUTHORIZED = "wamp.error.not_authorized";

/** The URI of a failed call, subscription or registration; `null` when something else was thrown. */
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

/** Why the router lets nobody in, for people; the URI and the router's own message are for those who want to know more. */
export function refusalInWords(uri) {
  return REFUSALS[uri] ?? "it gives no reason that this page knows";
}

/** The URI and the message of a refusal, in one line. */
export function refusalInFull(uri, message) {
  return message ? `${uri} (${message})` : String(uri);
}

/** One line about it: the URI and the message that came with it. */
export function describe(failure) {
  const uri = errorUri(failure);
  if (uri === null) {
    return String(failure?.message ?? failure);
  }
  const message = failure.args?.[0];
  return typeof message === "string" && message !== "" ? `${uri} (${message})` : uri;
}
