// Arrow keys walk through a grid of links, so that a wall of tiles takes one hand. Enter opens a link by itself.
export function followArrows(grid) {
  grid.addEventListener("keydown", event => {
    const links = [...grid.querySelectorAll("a.tile")];
    const here = links.indexOf(document.activeElement);
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }

    const top = links[0].offsetTop;
    const perRow = Math.max(1, links.filter(link => link.offsetTop === top).length);
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -perRow, ArrowDown: perRow };
    const target = event.key === "Home" ? links[0] : event.key === "End" ? links.at(-1) : links[here + steps[event.key]];
    if (target) {
      event.preventDefault();
      target.focus();
    }
  });
}
