/** Light or dark: the system's choice until somebody presses the button, then theirs. */

const STORED_AS = "aerostat.theme";

/** Lets `button` switch the theme; `onChange` is told whenever the colours have changed, for whatever reason. */
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
      // No storage: the choice lasts as long as the page.
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
