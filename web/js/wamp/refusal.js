/** What a router or a callee answers instead of a result. */

export const NOT_AUTHORIZED = "wamp.error.not_authorized";

/** The URI of a failed call, subscription or registration; `null` when something else was thrown. */
export function errorUri(failure) {
  return typeof failure?.error === "string" ? failure.error : null;
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
