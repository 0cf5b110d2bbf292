/** The theme, light or dark: the choice of the system until the user presses the button. */

import { byId } from "./dom.js";

const KEY = "aerostat-admin-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
let chosen = stored();

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const isDark = () => (chosen ?? (dark.matches ? "dark" : "light")) === "dark";

function show() {
  if (chosen) {
    document.documentElement.dataset.theme = chosen;
  }
  byId("theme").textContent = isDark() ? "Light" : "Dark";
  byId("theme").setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
}

byId("theme").addEventListener("click", () => {
  chosen = isDark() ? "light" : "dark";
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Without storage, the choice lasts as long as the page.
  }
  show();
});
dark.addEventListener("change", show);
show();
