// Parallel coordinates: a drag along an axis marks a range. The mark follows the pointer here; the page is told once, when it is let go.
export function watch(plot, page) {
  let drag = null;

  const height = (axis, event) => {
    const box = axis.getBoundingClientRect();
    return Math.min(1, Math.max(0, 1 - (event.clientY - box.top) / box.height));
  };

  const end = () => {
    drag.ghost.style.display = "none";
    drag = null;
  };

  plot.addEventListener("pointerdown", event => {
    const axis = event.target.closest("[data-axis]");
    if (axis && event.button === 0) {
      event.preventDefault();
      axis.setPointerCapture(event.pointerId);
      drag = { axis, ghost: axis.querySelector(".ghost"), from: height(axis, event), y: event.clientY, moved: false };
    }
  });

  plot.addEventListener("pointermove", event => {
    if (!drag) {
      return;
    }

    drag.moved ||= Math.abs(event.clientY - drag.y) > 3;
    drag.to = height(drag.axis, event);
    if (drag.moved) {
      const style = drag.ghost.style;
      style.display = "block";
      style.bottom = `${100 * Math.min(drag.from, drag.to)}%`;
      style.top = `${100 * (1 - Math.max(drag.from, drag.to))}%`;
    }
  });

  plot.addEventListener("pointerup", () => {
    if (drag) {
      const { axis, from, to, moved } = drag;
      end();
      page.invokeMethodAsync("Brushed", axis.dataset.axis, moved ? Math.min(from, to) : 0, moved ? Math.max(from, to) : 0);
    }
  });

  plot.addEventListener("pointercancel", () => drag && end());

  plot.addEventListener("click", event => {
    if (!event.target.closest("[data-axis]") && !event.target.closest(".empty")) {
      const box = plot.querySelector("svg").getBoundingClientRect();
      page.invokeMethodAsync("Clicked", (event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height);
    }
  });
}
