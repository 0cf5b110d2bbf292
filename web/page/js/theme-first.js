// Runs before the first paint, so that the page does not first appear in the wrong theme. js/view/theme.js changes the
// choice.
(() => {
  try {
    const chosen = window.localStorage.getItem("aerostat.theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // Storage is not available, for example in a private window; the system's theme is used.
  }
})();
