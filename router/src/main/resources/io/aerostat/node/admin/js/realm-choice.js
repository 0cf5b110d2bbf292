/** A list to choose one of the node's realms. */

import { element } from "./dom.js";

export class RealmChoice {
  #node;
  #select;

  constructor(node, changed) {
    this.#node = node;
    this.#select = element("select", { id: "realm", onchange: changed });
    this.element = element("label", {}, "Realm", this.#select);
  }

  async load() {
    let after = "";
    do {
      const { realms, next } = await this.#node.call("realms", { after });
      for (const { realm, router } of realms) {
        this.#select.append(
          element("option", { value: JSON.stringify({ realm, router }) }, `${realm} (${router})`),
        );
      }
      after = next;
    } while (after !== "");
  }

  /** The arguments that name the chosen realm; null if there is none. */
  get chosen() {
    return this.#select.value ? JSON.parse(this.#select.value) : null;
  }
}
