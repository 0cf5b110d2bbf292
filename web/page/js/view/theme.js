/** The theme, light or dark: the system's choice until the visitor presses the button, and then the visitor's. */

const STORED_AS = "aerostat.theme";

/** Makes `button` switch the theme. Calls `onChange` whenever the colours have changed, for any reason. */
export function themeSwitch(button, onChange) {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));

  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      window.localStorage.setItem(STORED_AS, root.dataset.theme);
    } catch {
      // Storage is not available; the choice lasts as long as the page.
    }
    show();
    onChange();
  });
  system.addEventListener("change", () => {
    show();
    onChange();
  });
  show();
}
