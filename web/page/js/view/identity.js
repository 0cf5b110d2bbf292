/** Shows the user who has signed in, and the identity that the router has assigned. */

export class IdentityView {
  #fields;

  constructor(root) {
    this.#fields = Object.fromEntries(
      ["user", "authid", "role", "session"].map((name) => [name, root.querySelector(`#${name}`)]),
    );
  }

  joined(user, session, details) {
    this.#show({ user, authid: details.authid, role: details.authrole, session: String(session.id) });
  }

  away(user) {
    this.#show({ user, authid: "–", role: "–", session: "–" });
  }

  #show(values) {
    for (const [name, field] of Object.entries(this.#fields)) {
      field.textContent = values[name] ?? "–";
    }
  }
}
