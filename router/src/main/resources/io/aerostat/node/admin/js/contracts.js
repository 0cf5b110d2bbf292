/** The contracts of a realm: procedures and topics with their schemas, and a form to try a call. */

import { element } from "./dom.js";
import { RealmChoice } from "./realm-choice.js";
import { fields, typeName } from "./schema.js";
import { TryCall } from "./try-call.js";

const PAGE = 500;

export class Contracts {
  #node;
  #report;
  #realm;
  #list = element("div", {});
  #details = element("div", {});
  /** The number of the last click, so that an answer to an earlier click is ignored. */
  #clicks = 0;

  constructor(node, report) {
    this.#node = node;
    this.#report = report;
    this.#realm = new RealmChoice(node, () => this.#load().catch(report));
    this.element = element(
      "section",
      {},
      element(
        "div",
        { class: "card" },
        element("h2", {}, "Contracts"),
        element(
          "div",
          { class: "row" },
          this.#realm.element,
          element("button", { type: "button", onclick: () => this.#load().catch(report) }, "Load again"),
        ),
        this.#list,
      ),
      this.#details,
    );
  }

  async begin() {
    await this.#realm.load();
    await this.#load();
  }

  async refresh() {}

  async #load() {
    const click = ++this.#clicks;
    const realm = this.#realm.chosen;
    this.#details.replaceChildren();
    this.#list.replaceChildren();
    if (!realm) {
      return;
    }
    const all = [];
    let after = 0;
    do {
      const { contracts, next } = await this.#node.call("contracts", { ...realm, after, limit: PAGE });
      if (click !== this.#clicks) {
        return;
      }
      all.push(...contracts);
      after = next;
    } while (after !== 0);
    const of = (kind) =>
      all
        .filter((contract) => contract.kind === kind)
        .map((contract) => element("li", {}, this.#link(realm, contract)));
    for (const [title, kind] of [["Procedures", "procedure"], ["Topics", "topic"]]) {
      const items = of(kind);
      if (items.length > 0) {
        this.#list.append(element("h3", {}, title), element("ul", { class: "tree" }, ...items));
      }
    }
    if (all.length === 0) {
      this.#list.append(
        element("p", { class: "quiet" }, "This realm has no contracts: its “contracts” are not configured."),
      );
    }
  }

  #link(realm, { kind, uri, match }) {
    return element(
      "button",
      { type: "button", onclick: () => this.#show(realm, kind, uri, match).catch(this.#report) },
      match === "exact" ? uri : `${uri || "(empty)"} (${match})`,
    );
  }

  async #show(realm, kind, uri, match) {
    const click = ++this.#clicks;
    const contract = (await this.#node.call("contract", { ...realm, uri, match }))[kind];
    if (click !== this.#clicks) {
      return;
    }
    const heading = element("h2", { tabindex: "-1" }, uri || "(empty)");
    const card = element("section", { class: "card", id: "contract" }, heading);
    const facts = [kind, match, contract.progressive ? "progressive results" : "", contract.contract ?? ""];
    card.append(element("p", { class: "quiet" }, facts.filter(Boolean).join(", ")));
    if (kind === "procedure") {
      card.append(...this.#payload("Arguments", contract.call), ...this.#payload("Result", contract.result));
      if (contract.errors?.length) {
        card.append(
          element("h3", {}, "Errors"),
          element("ul", {}, ...contract.errors.map((error) => element("li", {}, error))),
        );
      }
      card.append(new TryCall(this.#node, realm.realm, uri, match, contract.call, this.#report).element);
    } else {
      card.append(...this.#payload("Arguments", contract.event));
    }
    this.#details.replaceChildren(card);
    heading.focus();
  }

  /** Shows what a schema says about args and kwargs, and the schema itself. */
  #payload(title, schema) {
    if (schema === undefined) {
      return [element("h3", {}, title), element("p", { class: "quiet" }, "not described")];
    }
    const rows = fields(schema).map(({ label, schema: type, isRequired }) =>
      element("li", {}, element("strong", {}, label), ` ${typeName(type)}${isRequired ? "" : ", optional"}`),
    );
    return [
      element("h3", {}, title),
      rows.length ? element("ul", {}, ...rows) : element("p", { class: "quiet" }, "none"),
      element(
        "details",
        {},
        element("summary", {}, "JSON Schema"),
        element("pre", {}, JSON.stringify(schema, null, 2)),
      ),
    ];
  }
}
