/** Signs in, switches between the parts of the page, and refreshes the part that is shown. */

import "./theme.js";
import { Configuration } from "./configuration.js";
import { byId, element } from "./dom.js";
import { ManagedNode } from "./node.js";
import { Overview } from "./overview.js";
import { Sessions } from "./sessions.js";
import { Uris } from "./uris.js";
import { Workers } from "./workers.js";

const INTERVAL = 2000;

const VIEWS = {
  overview: ["Overview", (node) => new Overview(node)],
  sessions: ["Sessions", (node) => new Sessions(node, report)],
  procedures: [
    "Procedures",
    (node) => new Uris(node, report, { title: "Procedures", procedure: "registrations", member: "callees" }),
  ],
  topics: [
    "Topics",
    (node) => new Uris(node, report, { title: "Topics", procedure: "subscriptions", member: "subscribers" }),
  ],
  workers: ["Workers", (node) => new Workers(node, report)],
  configuration: ["Configuration", (node) => new Configuration(node)],
};

let node = null;
let view = null;
let busy = false;

function report(failure) {
  const problem = byId("problem");
  problem.textContent = failure.message;
  problem.hidden = false;
}

function clearProblem() {
  byId("problem").hidden = true;
}

function signedOut(state) {
  node = null;
  view = null;
  byId("node").hidden = true;
  byId("view").replaceChildren();
  byId("sign-out").hidden = true;
  byId("sign-in").hidden = false;
  byId("state").textContent = state;
}

async function signIn(event) {
  event.preventDefault();
  clearProblem();
  byId("sign-in-submit").disabled = true;
  byId("state").textContent = "signing in …";
  try {
    const settings = await (await fetch("settings.json")).json();
    const signed = await ManagedNode.signIn(settings, byId("user").value, byId("secret").value, (reason) => {
      if (node === signed) {
        signedOut("not signed in");
        report(new Error(`The connection to the node has ended (${reason}).`));
      }
    });
    byId("secret").value = "";
    try {
      const status = await signed.call("status");
      byId("node-name").textContent = String(status.node ?? "");
    } catch (refused) {
      signed.signOut();
      throw refused;
    }
    node = signed;
    byId("state").textContent = `${node.authid} (${node.authrole})`;
    byId("sign-in").hidden = true;
    byId("sign-out").hidden = false;
    byId("node").hidden = false;
    await show();
  } catch (failure) {
    if (node === null) {
      byId("state").textContent = "not signed in";
    }
    report(failure);
  } finally {
    byId("sign-in-submit").disabled = false;
  }
}

/** Shows the part that the address names. */
async function show() {
  if (node === null) {
    return;
  }
  clearProblem();
  const name = location.hash.slice(1) in VIEWS ? location.hash.slice(1) : "overview";
  byId("tabs").replaceChildren(
    ...Object.entries(VIEWS).map(([key, [title]]) =>
      element(
        "button",
        {
          type: "button",
          id: `tab-${key}`,
          "aria-current": key === name ? "page" : null,
          onclick: () => {
            location.hash = key;
          },
        },
        title,
      ),
    ),
  );
  const shown = VIEWS[name][1](node);
  view = shown;
  byId("view").replaceChildren(shown.element);
  try {
    await shown.begin();
    await refresh();
  } catch (failure) {
    report(failure);
  }
}

async function refresh() {
  if (node === null || view === null || busy) {
    return;
  }
  busy = true;
  try {
    await view.refresh();
  } catch (failure) {
    report(failure);
  } finally {
    busy = false;
  }
}

byId("sign-in").addEventListener("submit", signIn);
byId("sign-out").addEventListener("click", () => {
  const leaving = node;
  signedOut("not signed in");
  leaving?.signOut();
});
window.addEventListener("hashchange", show);
setInterval(() => {
  if (!document.hidden) {
    refresh();
  }
}, INTERVAL);
