// Hovering over a trial in one view raises it in every view of the page: over a curve, a point, a cell, a bar, a line of parallel coordinates,
// or a row. Nothing is sent to the server and no chart is drawn again: what is raised lies above the charts as a few shapes of its own, and the
// other curves fade by a rule of the style sheet. Charts say by customdata which trial a point belongs to (a list where it stands for several);
// traces of curves have an id that begins with "curves-"; everything else names its trial by data-trial.
(() => {
  const svg = 'http://www.w3.org/2000/svg';
  const marked = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, marked];
  let raised = new Set();

  const raise = (trials) => {
    if (trials.length === raised.size && trials.every((trial) => raised.has(trial))) {
      return;
    }

    raised = new Set(trials);
    // A rule rather than a class: rows come and go while the table scrolls.
    const named = trials.map((trial) => `[data-trial="${Number(trial)}"]`).join(',');
    marked.replaceSync(named === '' ? '' : `tr:has(${named}) > td, :is(li, section):is(${named}) { background: color-mix(in srgb, var(--ex-accent) 14%, transparent) !important; }`);
    charts().forEach(draw);
    document.querySelectorAll('[data-parallel]').forEach(drawLines);
  };

  // ---- Plotly

  const charts = () => [...document.querySelectorAll('.js-plotly-plot')].filter((chart) => chart.on);
  const isCurve = (trace) => trace.uid?.startsWith('curves-');
  const trialsOf = (entry) => (entry ? (Array.isArray(entry) ? entry : [entry]) : []);
  const isRaised = (entry) => trialsOf(entry).some((trial) => raised.has(trial));

  // Plotly tells of the pointer a moment late, when it may be over a row already.
  let entered = null;
  const listeners = {
    plotly_hover: (event) => entered && raise(trialsOf(event.points[0]?.customdata)),
    plotly_unhover: () => entered && raise([]),
    plotly_relayouting: () => raise([]),
  };

  // Plotly forgets its listeners when the component plots anew, so they are set again whenever they may be needed.
  const listen = (chart) => {
    for (const [event, act] of Object.entries(listeners)) {
      chart.removeListener(event, act);
      chart.on(event, act);
    }
  };

  const draw = (chart) => {
    const shapes = raised.size === 0 || !chart._fullLayout?.xaxis ? [] : shapesOf(chart);
    chart.toggleAttribute('data-raised', shapes.some((shape) => shape.isCurve));
    chart.querySelector('svg.raised')?.remove();

    // New points of a running trial move its curve, or bring it.
    chart.explorerRedraw ??= () => draw(chart);
    chart.removeListener('plotly_afterplot', chart.explorerRedraw);
    if (raised.size > 0) {
      chart.on('plotly_afterplot', chart.explorerRedraw);
    }

    if (shapes.length === 0) {
      return;
    }

    const { xaxis, yaxis } = chart._fullLayout;
    const layer = element('svg', { class: 'raised', x: 0, y: 0, width: '100%', height: '100%', 'aria-hidden': true });
    const area = element('svg', { x: xaxis._offset, y: yaxis._offset, width: xaxis._length, height: yaxis._length });
    area.append(...shapes.map((shape) => element(shape.name, shape.attributes)));
    layer.append(area);
    chart.querySelector('.main-svg').after(layer);
  };

  const shapesOf = (chart) => {
    const { xaxis, yaxis, bargap } = chart._fullLayout;
    return chart.data.filter((trace) => trace.customdata && trace.visible !== 'legendonly').flatMap((trace) => {
      switch (trace.type) {
        case 'heatmap':
          return cellsOf(trace, xaxis, yaxis);
        case 'bar':
          return barsOf(trace, xaxis, yaxis, bargap);
        default:
          return isCurve(trace) ? curvesOf(trace, xaxis, yaxis) : dotsOf(trace, xaxis, yaxis);
      }
    });
  };

  // Categories are looked up, times and logarithms taken: a category such as “3” is no number.
  const at = (axis, value) => axis.c2p(axis.d2c(value));

  const curvesOf = (trace, xaxis, yaxis) => {
    let path = '';
    let isDown = false;
    const dots = [];
    trace.customdata.forEach((entry, index) => {
      const [x, y] = [at(xaxis, trace.x[index]), at(yaxis, trace.y[index])];
      if (!isRaised(entry) || trace.y[index] === null || !Number.isFinite(x) || !Number.isFinite(y)) {
        isDown = false;
        return;
      }

      path += `${isDown ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      isDown = true;
      dots.push({ name: 'circle', isCurve: true, attributes: { cx: x, cy: y, r: 3, fill: trace.line.color } });
    });
    const line = { d: path, fill: 'none', stroke: trace.line.color, 'stroke-width': 2.5, 'stroke-dasharray': trace.line.dash === 'dash' ? '9 9' : 'none' };
    return path === '' ? [] : [{ name: 'path', isCurve: true, attributes: line }, ...(trace.mode === 'lines' && dots.length > 1 ? [] : dots)];
  };

  const dotsOf = (trace, xaxis, yaxis) => indicesOf(trace)
    .map((index) => ({ cx: at(xaxis, trace.x[index]), cy: at(yaxis, trace.y[index]) }))
    .filter((place) => Number.isFinite(place.cx) && Number.isFinite(place.cy))
    .map((place) => ({ name: 'circle', attributes: { ...place, r: 7, class: 'mark', fill: trace.marker?.color ?? 'none' } }));

  const barsOf = (trace, xaxis, yaxis, gap) => indicesOf(trace).map((index) => {
    const from = at(xaxis, trace.base[index]);
    const height = Math.abs(yaxis.l2p(1) - yaxis.l2p(0)) * (1 - gap);
    const width = Math.max(2, xaxis.c2p(xaxis.d2c(trace.base[index]) + trace.x[index]) - from);
    return { name: 'rect', attributes: { x: from, y: at(yaxis, trace.y[index]) - height / 2, width, height, class: 'mark', fill: 'none' } };
  });

  const cellsOf = (trace, xaxis, yaxis) => {
    const [width, height] = [Math.abs(xaxis.l2p(1) - xaxis.l2p(0)), Math.abs(yaxis.l2p(1) - yaxis.l2p(0))];
    return trace.customdata.flatMap((row, up) => row.flatMap((entry, along) => (isRaised(entry)
      ? [{ name: 'rect', attributes: { x: at(xaxis, trace.x[along]) - width / 2, y: at(yaxis, trace.y[up]) - height / 2, width, height, class: 'mark', fill: 'none' } }]
      : [])));
  };

  const indicesOf = (trace) => trace.customdata.flatMap((entry, index) => (isRaised(entry) ? [index] : []));

  // ---- Parallel coordinates: each path has one line for each of its trials, in the order of data-trials.

  const parsed = new WeakMap();

  const linesOf = (path) => {
    const text = path.getAttribute('d') ?? '';
    if (parsed.get(path)?.text !== text) {
      const trials = path.dataset.trials.split(' ').filter((word) => word !== '').map(Number);
      const lines = text.split('M').slice(1).map((line, index) => ({
        trial: trials[index],
        text: `M${line}`,
        places: line.split('L').map((pair) => pair.split(' ').map(Number)),
      }));
      parsed.set(path, { text, lines });
    }

    return parsed.get(path).lines;
  };

  const drawLines = (plot) => {
    const lines = raised.size === 0 ? [] : [...plot.querySelectorAll('path[data-trials]')].flatMap((path) => linesOf(path)
      .filter((line) => raised.has(line.trial))
      .map((line) => element('path', { d: line.text, stroke: path.getAttribute('stroke') })));
    plot.querySelector('g.hovered').replaceChildren(...lines);
    plot.toggleAttribute('data-raised', lines.length > 0);
  };

  // The line that passes nearest above or below the pointer; of equals the better one, which lies on top.
  const nearestLine = (plot, event) => {
    const box = plot.querySelector('svg').getBoundingClientRect();
    const [x, y] = [(1000 * (event.clientX - box.left)) / box.width, (1000 * (event.clientY - box.top)) / box.height];
    let [nearest, distance] = [null, 40];
    for (const path of [...plot.querySelectorAll('path[data-trials]')].reverse()) {
      for (const line of [...linesOf(path)].reverse()) {
        const right = Math.min(Math.max(1, line.places.findIndex((place) => place[0] >= x)), line.places.length - 1);
        const [from, to] = [line.places[right - 1], line.places[right]];
        const share = Math.min(1, Math.max(0, (x - from[0]) / (to[0] - from[0])));
        const away = Math.abs(from[1] + share * (to[1] - from[1]) - y);
        if (away < distance) {
          [nearest, distance] = [line.trial, away];
        }
      }
    }

    return nearest;
  };

  // ---- Where the pointer and the keyboard are

  const element = (name, attributes) => {
    const made = document.createElementNS(svg, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  const named = (target) => {
    const holder = target.closest('[data-trial]') ?? target.closest('tr')?.querySelector('[data-trial]');
    return holder ? [Number(holder.dataset.trial)] : [];
  };

  document.addEventListener('pointerover', (event) => {
    const chart = event.target.closest?.('.js-plotly-plot');
    if (chart?.on && chart === entered) {
      return;
    }

    entered = chart?.on ? chart : null;
    if (entered) {
      listen(chart);
      raise([]);
    } else if (event.pointerType !== 'touch' && event.target.closest && !event.target.closest('[data-parallel]')) {
      raise(named(event.target));
    }
  });

  document.addEventListener('pointermove', (event) => {
    const plot = event.pointerType === 'touch' ? null : event.target.closest?.('[data-parallel]');
    if (plot) {
      const trial = event.buttons === 0 ? nearestLine(plot, event) : null;
      raise(trial === null ? [] : [trial]);
    }
  });

  document.documentElement.addEventListener('pointerleave', () => raise([]));
  document.addEventListener('focusin', (event) => event.target.matches('[data-trial]:focus-visible') && raise(named(event.target)));
  document.addEventListener('focusout', (event) => event.target.matches('[data-trial]') && raise([]));
})();
