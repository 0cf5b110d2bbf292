/** The running configuration, with secrets blanked by the node. */

import { element } from "./dom.js";

export class Configuration {
  #node;
  #text = element("pre", { tabindex: "0", "aria-label": "Running configuration" });

  constructor(node) {
    this.#node = node;
    this.element = element(
      "section",
      { class: "card" },
      element("h2", {}, "Running configuration"),
      element("p", { class: "quiet" }, "Everything that may hold a secret is blanked: passwords, keys, “extra”, arguments, environment variables …"),
      this.#text,
    );
  }

  async begin() {
    const { configuration } = await this.#node.call("configuration");
    this.#text.textContent = JSON.stringify(configuration, null, 2);
  }

  async refresh() {}
}
