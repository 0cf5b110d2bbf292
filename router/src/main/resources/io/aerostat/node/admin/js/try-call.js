/** A form that calls a procedure with the permissions of the user, in the realm of the procedure. */

import { byId, element } from "./dom.js";
import { ManagedNode } from "./node.js";
import { fields, scalar, typeName } from "./schema.js";

/** The sessions that were opened to try calls in realms other than the page's own, by realm. */
const sessions = new Map();

export class TryCall {
  #node;
  #realm;
  #report;
  #inputs = [];
  /** The fields to sign in to another realm, which are removed when the user has signed in. */
  #login = element("div", { id: "try-login" });
  #outcome = element("pre", { id: "try-outcome", role: "status" });

  constructor(node, realm, uri, match, schema, report) {
    this.#node = node;
    this.#realm = realm;
    this.#report = report;
    const target = element("input", { id: "try-uri", required: true, value: uri });
    const described = fields(schema);
    this.#login.append(...this.#signIn());
    this.#inputs = described.map((field, i) => ({ field, input: TryCall.#input(field, i) }));
    this.element = element(
      "form",
      {
        id: "try",
        autocomplete: "off",
        onsubmit: (event) => {
          event.preventDefault();
          this.#call(match === "exact" ? uri : target.value);
        },
      },
      element("h3", {}, "Try a call"),
      ...(match === "exact" ? [] : [element("label", {}, "Procedure", target)]),
      ...this.#inputs.map(({ field, input }) =>
        element("label", {}, `${field.label} (${typeName(field.schema)}${field.isRequired ? "" : ", optional"})`, input),
      ),
      ...this.#raw(described),
      this.#login,
      element("button", { type: "submit", id: "try-submit" }, "Call"),
      this.#outcome,
    );
  }

  static #input({ schema, isRequired }, i) {
    const id = `try-${i}`;
    switch (scalar(schema)) {
      case "boolean":
        return element(
          "select",
          { id },
          ...(isRequired ? [] : [element("option", { value: "" }, "")]),
          element("option", { value: "false" }, "false"),
          element("option", { value: "true" }, "true"),
        );
      case "integer":
      case "number":
        return element("input", { id, inputmode: "decimal", required: isRequired });
      case "string":
        return element("input", { id, "data-text": true });
      default:
        return element("textarea", { id, rows: 2, required: isRequired, placeholder: "JSON" });
    }
  }

  /** Returns fields for whole payloads, used if no schema describes the single arguments. */
  #raw(described) {
    if (described.length > 0) {
      return [];
    }
    const args = element("textarea", { id: "try-args", rows: 2 }, "[]");
    const kwargs = element("textarea", { id: "try-kwargs", rows: 2 }, "{}");
    this.#inputs.push({ field: { isWhole: "args" }, input: args }, { field: { isWhole: "kwargs" }, input: kwargs });
    return [
      element("label", {}, "args (a list in JSON)", args),
      element("label", {}, "kwargs (an object in JSON)", kwargs),
    ];
  }

  #signIn() {
    if (this.#realm === this.#node.realm || sessions.has(this.#realm)) {
      return [];
    }
    return [
      element("p", { class: "quiet" }, `The call is made by a session of its own in ${this.#realm}.`),
      element("label", {}, "User", element("input", { id: "try-user", required: true, value: this.#node.authid })),
      element(
        "label",
        {},
        "Password or ticket",
        element("input", { id: "try-secret", type: "password", required: true, autocomplete: "current-password" }),
      ),
    ];
  }

  async #session() {
    if (this.#realm === this.#node.realm) {
      return this.#node;
    }
    if (!sessions.has(this.#realm)) {
      const user = { user: byId("try-user").value, secret: byId("try-secret").value, methods: this.#node.methods };
      const settings = { realm: this.#realm, websocket: this.#node.websocket };
      const session = await ManagedNode.signIn(settings, user, () => sessions.delete(this.#realm));
      this.#login.replaceChildren();
      sessions.set(this.#realm, session);
    }
    return sessions.get(this.#realm);
  }

  #payload() {
    const payload = { args: [], kwargs: {} };
    for (const { field, input } of this.#inputs) {
      if (field.isWhole) {
        payload[field.isWhole] = TryCall.#json(field.isWhole, input.value);
      } else if (input.value !== "" || ("text" in input.dataset && field.isRequired)) {
        const value = "text" in input.dataset ? input.value : TryCall.#json(field.label, input.value);
        if (field.name === undefined) {
          // The optional arguments before this argument that were left out become null.
          while (payload.args.length < field.index) {
            payload.args.push(null);
          }
          payload.args.push(value);
        } else {
          payload.kwargs[field.name] = value;
        }
      }
    }
    return payload;
  }

  static #json(label, text) {
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`${label}: found something else (expected a value in JSON).`);
    }
  }

  async #call(uri) {
    const submit = byId("try-submit");
    submit.disabled = true;
    byId("problem").hidden = true;
    this.#outcome.textContent = "calling …";
    try {
      const { args, kwargs } = this.#payload();
      const session = await this.#session();
      this.#outcome.textContent = await session.tryCall(uri, args, kwargs);
    } catch (failure) {
      this.#outcome.textContent = "";
      this.#report(failure);
    } finally {
      submit.disabled = false;
    }
  }
}

/** Ends the sessions that were opened to try calls. */
export function endTries() {
  for (const session of sessions.values()) {
    session.signOut();
  }
  sessions.clear();
}
