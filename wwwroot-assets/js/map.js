// A scatter of all items on a canvas: tens of thousands of points stay fluid, and no WebGL or eval is needed for it.
const okabeIto = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#56b4e9', '#cc79a7'];
const viridis = [[68, 1, 84], [65, 68, 135], [42, 120, 142], [34, 168, 132], [122, 209, 81], [253, 231, 37]];
const shades = 24;
// The one colour that stands out among grey on white and on black.
const chosen = 3;
const grey = 'rgba(128, 128, 128, .45)';

// Viridis, cut where it would vanish against the page.
const ramp = (share, isDark) => {
  const place = (isDark ? 0.25 + 0.75 * share : 0.85 * share) * (viridis.length - 1);
  const below = Math.min(Math.floor(place), viridis.length - 2);
  const part = place - below;
  return `rgb(${viridis[below].map((from, channel) => Math.round(from + (viridis[below + 1][channel] - from) * part)).join()})`;
};

const isInside = (polygon, x, y) => {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i];
    const [bx, by] = polygon[j];
    if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
      inside = !inside;
    }
  }
  return inside;
};

export function create(stage, thumbnails, page) {
  const canvas = stage.querySelector('canvas');
  const tip = stage.querySelector('.tip');
  const context = canvas.getContext('2d');
  let data = null;
  let order = [];
  let groups = [];
  let colour = 'likes';
  let tag = -1;
  let view = { scale: 1, x: 0, y: 0 };
  let isLasso = false;
  let polygon = null;
  let drag = null;
  let hovered = -1;
  let frame = 0;
  let isGone = false;

  const isDark = () => document.documentElement.dataset.theme === 'dark';
  const screenX = (item) => data.x[item] * view.scale + view.x;
  const screenY = (item) => view.y - data.y[item] * view.scale;
  const later = () => { frame ||= requestAnimationFrame(draw); };

  // The axes share one scale, or distances would lie; the outermost hundredth may stick out.
  const fit = () => {
    const between = (values) => {
      const sorted = Float32Array.from(values).sort();
      return [sorted[Math.floor(sorted.length * 0.005)], sorted[Math.ceil(sorted.length * 0.995) - 1]];
    };
    const [left, right] = between(data.x);
    const [bottom, top] = between(data.y);
    const { clientWidth: width, clientHeight: height } = canvas;
    const scale = 0.9 * Math.min(width / Math.max(right - left, 1e-6), height / Math.max(top - bottom, 1e-6));
    view = { scale, x: width / 2 - ((left + right) / 2) * scale, y: height / 2 + ((bottom + top) / 2) * scale };
  };

  const paint = () => {
    groups = Array.from({ length: colour === 'likes' ? shades : okabeIto.length }, (_, group) => ({
      colour: colour === 'likes' ? ramp(group / (shades - 1), isDark()) : okabeIto[group],
      items: [],
    }));
    const others = { colour: grey, items: [] };
    const groupOf = {
      // By rank rather than by number: likes are so uneven that most items would share a shade.
      likes: (item, rank) => Math.floor((rank / order.length) * shades),
      cluster: (item) => data.cluster[item] % okabeIto.length,
      tag: (item) => (tag >= 0 ? (data.itemTags[item].includes(tag) ? chosen : -1) : data.itemTags[item].find((own) => own < okabeIto.length) ?? -1),
    }[colour];
    order.forEach((item, rank) => (groups[groupOf(item, rank)] ?? others).items.push(item));
    // What has no colour of its own lies below what has.
    groups.unshift(others);
  };

  const draw = () => {
    frame = 0;
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }

    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (!data) {
      return;
    }

    const size = data.x.length > 5000 ? 3 : 5;
    context.globalAlpha = 0.8;
    for (const group of groups) {
      context.fillStyle = group.colour;
      for (const item of group.items) {
        const x = screenX(item);
        const y = screenY(item);
        if (x > -size && x < width + size && y > -size && y < height + size) {
          context.fillRect(x - size / 2, y - size / 2, size, size);
        }
      }
    }

    context.globalAlpha = 1;
    context.strokeStyle = getComputedStyle(stage).color;
    context.lineWidth = 1.5;
    if (hovered >= 0) {
      context.beginPath();
      context.arc(screenX(hovered), screenY(hovered), 7, 0, 2 * Math.PI);
      context.stroke();
    }

    if (polygon) {
      context.beginPath();
      polygon.forEach(([x, y], place) => (place ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.stroke();
    }
  };

  const nearest = (x, y) => {
    let best = -1;
    let least = 144;
    for (let item = 0; data && item < data.x.length; item++) {
      const square = (screenX(item) - x) ** 2 + (screenY(item) - y) ** 2;
      if (square < least) {
        [best, least] = [item, square];
      }
    }
    return best;
  };

  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  const hover = (item, x, y) => {
    if (item !== hovered) {
      hovered = item;
      tip.hidden = item < 0;
      if (item >= 0) {
        const picture = Object.assign(new Image(56, 56), { src: thumbnails.replace('item=', `item=${encodeURIComponent(data.itemIds[item])}`), alt: '' });
        const words = document.createElement('span');
        words.textContent = `${data.names[item]} – ${data.likes[item]} likes`;
        tip.replaceChildren(picture, words);
      }
      later();
    }

    if (item >= 0) {
      tip.style.left = `${Math.max(0, Math.min(x + 14, canvas.clientWidth - tip.offsetWidth - 4))}px`;
      tip.style.top = `${Math.max(0, Math.min(y + 14, canvas.clientHeight - tip.offsetHeight - 4))}px`;
    }
  };

  const collect = () => {
    const inside = order.filter((item) => isInside(polygon, screenX(item), screenY(item)));
    inside.sort((a, b) => data.likes[b] - data.likes[a]);
    page.invokeMethodAsync('OnCollect', inside.slice(0, 300).map((item) => data.itemIds[item]), inside.length);
  };

  const down = (event) => {
    canvas.setPointerCapture(event.pointerId);
    const [x, y] = point(event);
    drag = { x, y, moved: false };
    polygon = isLasso ? [[x, y]] : null;
  };

  const move = (event) => {
    const [x, y] = point(event);
    if (!drag) {
      hover(nearest(x, y), x, y);
      return;
    }

    drag.moved ||= Math.hypot(x - drag.x, y - drag.y) > 4;
    if (polygon) {
      polygon.push([x, y]);
    } else if (drag.moved) {
      view.x += event.movementX;
      view.y += event.movementY;
      hover(-1);
    }
    later();
  };

  const up = (event) => {
    const [x, y] = point(event);
    const item = drag && !drag.moved ? nearest(x, y) : -1;
    if (polygon && drag?.moved) {
      collect();
    } else if (item >= 0) {
      page.invokeMethodAsync('OnOpen', data.itemIds[item]);
    }

    [drag, polygon] = [null, null];
    later();
  };

  const zoom = (event) => {
    event.preventDefault();
    const [x, y] = point(event);
    const factor = Math.exp(-event.deltaY * 0.0015);
    view = { scale: view.scale * factor, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor };
    later();
  };

  const leave = () => hover(-1);
  const resized = new ResizeObserver(later);
  const themed = new MutationObserver(() => {
    if (data) {
      paint();
      later();
    }
  });
  resized.observe(canvas);
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('wheel', zoom, { passive: false });

  let shown = null;
  return {
    async show(address, wantedColour, wantedTag) {
      [colour, tag] = [wantedColour, wantedTag];
      if (address !== shown) {
        const answer = await fetch(address).catch(() => null);
        if (!answer?.ok || isGone) {
          return false;
        }

        data = await answer.json();
        shown = address;
        // Well-liked items are drawn last, on top.
        order = [...data.x.keys()].sort((a, b) => data.likes[a] - data.likes[b]);
        fit();
      }

      paint();
      later();
      stage.dataset.points = data.x.length;
      return true;
    },
    lasso(isOn) {
      isLasso = isOn;
    },
    reset() {
      if (data) {
        fit();
        later();
      }
    },
    dispose() {
      isGone = true;
      resized.disconnect();
      themed.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
