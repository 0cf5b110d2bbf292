/** Shows the registrations or subscriptions of a realm as a tree, and loads one level at a time. */

import { element, plural } from "./dom.js";
import { RealmChoice } from "./realm-choice.js";

const PAGE = 200;

export class Uris {
  #node;
  #report;
  #procedure;
  #member;
  #realm;
  #tree = element("div", {});
  /** The tree that was asked for last. An answer for an earlier tree is ignored. */
  #newest = null;

  constructor(node, report, { title, procedure, member }) {
    this.#node = node;
    this.#report = report;
    this.#procedure = procedure;
    this.#member = member;
    this.#realm = new RealmChoice(node, () => this.#root().catch(report));
    this.element = element(
      "section",
      { class: "card" },
      element("h2", {}, title),
      element(
        "div",
        { class: "row" },
        this.#realm.element,
        element("button", { type: "button", onclick: () => this.#root().catch(report) }, "Load again"),
      ),
      this.#tree,
    );
  }

  async begin() {
    await this.#realm.load();
    await this.#root();
  }

  async refresh() {}

  async #root() {
    const realm = this.#realm.chosen;
    const list = element("ul", { class: "tree" });
    this.#newest = list;
    if (realm) {
      await this.#level(list, realm);
    }
    if (list !== this.#newest) {
      return;
    }
    this.#tree.replaceChildren(list.children.length ? list : element("p", { class: "quiet" }, "There are none."));
  }

  /** Appends a level of the tree to `list`. `place` names the realm and, below the root, the parent. */
  async #level(list, place) {
    const { branches, next } = await this.#node.call(this.#procedure, { ...place, limit: PAGE });
    list.append(...branches.map((branch) => this.#branch(place, branch)));
    if (next !== undefined) {
      const more = element("button", { type: "button" }, "More …");
      const item = element("li", {}, more);
      more.addEventListener("click", () => {
        item.remove();
        this.#level(list, { ...place, after: next }).catch(this.#report);
      });
      list.append(item);
    }
  }

  #branch({ realm, router }, { name, uri, below, entries }) {
    const item = element("li", {});
    if (below > 0) {
      const toggle = element(
        "button",
        { type: "button", "aria-expanded": "false", "aria-label": `Show what is below ${uri}` },
        "+",
      );
      let list = null;
      toggle.addEventListener("click", () => {
        const open = toggle.getAttribute("aria-expanded") === "false";
        toggle.setAttribute("aria-expanded", String(open));
        toggle.textContent = open ? "−" : "+";
        if (!list) {
          list = element("ul", { class: "tree" });
          item.append(list);
          this.#level(list, { realm, router, parent: uri }).catch(this.#report);
        }
        list.hidden = !open;
      });
      item.append(toggle);
    }
    item.append(element("strong", {}, name === "" ? "(empty)" : name));
    if (below > 0) {
      item.append(element("span", { class: "quiet" }, ` ${below} below`));
    }
    for (const entry of entries) {
      const policy = entry.invoke && entry.invoke !== "single" ? `, ${entry.invoke}` : "";
      item.append(
        element("span", { class: "quiet" }, ` ${entry.match}${policy}: ${plural(entry.members, this.#member)}`),
      );
    }
    return item;
  }
}
