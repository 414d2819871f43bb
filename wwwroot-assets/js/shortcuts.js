// Any element can name its key in data-shortcut: "/" or a sequence such as "g d". An input is focused, anything else is clicked.
(() => {
  let waiting = '';
  let forget = 0;

  const isTyping = (target) => target.closest?.('input, textarea, select, [contenteditable="true"]');
  const find = (keys) => [...document.querySelectorAll(`[data-shortcut="${CSS.escape(keys)}"]`)].find((element) => element.checkVisibility());

  document.addEventListener('keydown', (event) => {
    // What an open dialog covers is out of reach, for keys as for the pointer.
    const isCovered = document.querySelector('.mud-dialog') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isCovered || isTyping(event.target)) {
      return;
    }

    const keys = waiting ? `${waiting} ${event.key}` : event.key;
    clearTimeout(forget);
    waiting = '';
    const target = find(keys);
    if (!target) {
      if (event.key === 'g') {
        waiting = 'g';
        forget = setTimeout(() => { waiting = ''; }, 1500);
      }
      return;
    }

    event.preventDefault();
    const field = target.matches('input, textarea') ? target : target.querySelector('input, textarea');
    if (field) {
      field.focus();
      field.select();
    } else {
      target.click();
    }
  });

  // A bare fragment would be resolved against <base> and leave the page.
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('[data-skip]')) {
      event.preventDefault();
      document.getElementById('content')?.focus();
    }
  });
})();
