/** The dialog in which a visitor signs in as another user. */

import { refusalInFull, refusalInWords } from "../wamp/refusal.js";

const TROUBLES = {
  unreachable: "The router does not answer; still trying.",
  lost: "The connection was lost; trying again.",
  closed: "The router closed the connection; trying again.",
};

export class SignInView {
  #dialog;
  #form;
  #problem;
  #submit;
  #attempt = null;

  /**
   * `signIn(user, secret, onTrouble)` starts an attempt and returns `{ done, cancel }`: `done` resolves when the router
   * has accepted the user, and rejects with `{ reason, message }` when it has refused.
   */
  constructor(dialog, opener, signIn) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form");
    this.#problem = dialog.querySelector("#sign-in-problem");
    this.#submit = dialog.querySelector("#sign-in-submit");

    opener.addEventListener("click", () => this.#open());
    dialog.querySelector("#sign-in-cancel").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.#end());
    for (const user of dialog.querySelectorAll("[data-user]")) {
      user.addEventListener("click", () => this.#fillIn(user.dataset));
    }
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try(signIn);
    });
  }

  #open() {
    this.#form.reset();
    this.#say(null);
    this.#dialog.showModal();
  }

  #fillIn({ user, secret }) {
    const { elements } = this.#form;
    elements.user.value = user;
    elements.secret.value = secret;
    this.#say(null);
    this.#submit.focus();
  }

  async #try(signIn) {
    const { user, secret } = this.#form.elements;
    const name = user.value.trim();
    this.#say(null);
    this.#submit.disabled = true;
    const attempt = signIn(name, secret.value, (trouble) => this.#say(TROUBLES[trouble] ?? TROUBLES.unreachable));
    this.#attempt = attempt;
    try {
      await attempt.done;
      this.#dialog.close();
    } catch ({ reason, message }) {
      if (this.#attempt === attempt) {
        this.#end();
        this.#say(`The router refused “${name}”: ${refusalInWords(reason)}.`, refusalInFull(reason, message));
        secret.select();
      }
    }
  }

  #end() {
    this.#attempt?.cancel();
    this.#attempt = null;
    this.#submit.disabled = false;
  }

  #say(text, detail) {
    this.#problem.hidden = text === null;
    this.#problem.textContent = text ?? "";
    if (detail) {
      const code = document.createElement("code");
      code.textContent = detail;
      this.#problem.append(" ", code);
    }
  }
}
