// Runs before the first paint, so that a dark page never flashes light. Loaded as a blocking script on purpose.
(() => {
  const key = 'explorer.theme';
  const system = window.matchMedia('(prefers-color-scheme: dark)');

  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage may be forbidden; the system's theme is a good answer then.
    }
  };

  let choice = ['light', 'dark'].includes(stored()) ? stored() : 'system';
  const isDark = () => choice === 'dark' || (choice === 'system' && system.matches);
  const apply = () => { document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'; };
  apply();

  window.explorerTheme = {
    // What the server cannot know of the visitor.
    visitor: () => ({ choice, isDark: isDark(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? '', utcOffsetMinutes: -new Date().getTimezoneOffset() }),

    choose: (next) => {
      choice = next;
      try {
        localStorage.setItem(key, next);
      } catch {
        // The choice then lasts as long as the page.
      }
      apply();
      return isDark();
    },

    // The layout is there: hands the screen over to it, and tells it when the system changes its mind.
    ready: (layout) => {
      document.getElementById('first-paint')?.remove();
      const changed = () => {
        if (choice === 'system') {
          apply();
          layout.invokeMethodAsync('OnSystemThemeChanged', isDark()).catch(() => system.removeEventListener('change', changed));
        }
      };
      system.addEventListener('change', changed);
    },
  };
})();
