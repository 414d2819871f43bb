// Arrow keys walk through a grid of links, so that a wall of tiles takes one hand; from nowhere they lead to the first. Enter opens a link by itself.
export function followArrows(grid) {
  const follow = event => {
    if (!grid.isConnected) {
      document.removeEventListener("keydown", follow);
      return;
    }

    const links = [...grid.querySelectorAll("a.tile")];
    const here = links.indexOf(document.activeElement);
    const isNowhere = document.activeElement === document.body || document.activeElement?.id === "content";
    if (links.length === 0 || (here < 0 && !isNowhere) || event.altKey || event.ctrlKey || event.metaKey || document.querySelector(".mud-dialog")) {
      return;
    }

    const top = links[0].offsetTop;
    const perRow = Math.max(1, links.filter(link => link.offsetTop === top).length);
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -perRow, ArrowDown: perRow };
    const isStep = event.key in steps;
    const target = here < 0
      ? (event.key === "ArrowRight" ? links[0] : undefined)
      : event.key === "Home" ? links[0] : event.key === "End" ? links.at(-1) : isStep ? links[here + steps[event.key]] : undefined;
    if (target) {
      event.preventDefault();
      target.focus();
    }
  };
  document.addEventListener("keydown", follow);
  grid.dataset.arrows = "on";
}
