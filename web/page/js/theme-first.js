// Runs before the first paint, so that a chosen theme does not flash in the other one.
// js/view/theme.js changes the choice.
(() => {
  try {
    const chosen = window.localStorage.getItem("aerostat.theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // No storage, for example in a private window: the system's choice stays.
  }
})();
