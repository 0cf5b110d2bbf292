/** Containers, guests and components: their state, their last lines, and starting them again. */

import { confirmed, element, replaceTable, table } from "./dom.js";

export class Workers {
  #node;
  #report;
  #list = element("div", {});
  #output = element("section", { class: "card", hidden: true });

  constructor(node, report) {
    this.#node = node;
    this.#report = report;
    this.element = element(
      "div",
      {},
      element("section", { class: "card" }, element("h2", {}, "Workers and components"), this.#list),
      this.#output,
    );
  }

  async begin() {}

  async refresh() {
    const { workers } = await this.#node.call("workers");
    replaceTable(
      this.#list,
      workers.length === 0
        ? element("p", { class: "quiet" }, "The node has no containers, guests or components.")
        : table("Workers", ["Worker", "State", "Starts", "", ""], workers.map((one) => this.#row(one))),
    );
  }

  #row({ worker, state, cause, starts }) {
    const button = (label, action, kind) =>
      element(
        "button",
        {
          type: "button",
          class: kind,
          "aria-label": `${label}: ${worker}`,
          onclick: () => action().catch(this.#report),
        },
        label,
      );
    return {
      attributes: { "data-worker": worker, "data-key": worker },
      cells: [
        worker,
        cause === "" ? state : `${state}: ${cause}`,
        starts,
        button("Output", () => this.#show(worker), null),
        button("Restart", () => this.#restart(worker), "danger"),
      ],
    };
  }

  async #show(worker) {
    const { lines } = await this.#node.call("worker_output", { worker });
    this.#output.hidden = false;
    this.#output.replaceChildren(
      element("h2", {}, `Last lines of ${worker}`),
      element("pre", { tabindex: "0" }, lines.length === 0 ? "(none)" : lines.join("\n")),
    );
  }

  async #restart(worker) {
    if (await confirmed(`End ${worker} and start it again?`)) {
      await this.#node.call("restart_worker", { worker });
    }
    await this.refresh();
  }
}
