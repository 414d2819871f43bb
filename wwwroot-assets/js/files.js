// Gives the person a file that the page has made, or puts text on the clipboard.
export function saveText(name, type, text) {
  save(name, new Blob([text], { type }));
}

// A Plotly chart as it is zoomed, under its title, on the colour of the card it stands on: text for a dark page cannot be read on a white slide.
export async function saveChart(name, title, id, format, width, height) {
  const chart = document.getElementById(id);
  const layout = {
    ...chart.layout,
    title: { text: title, x: 0.02, xanchor: 'left', font: { size: 18 } },
    margin: { ...chart.layout.margin, t: 64 },
    paper_bgcolor: getComputedStyle(chart.closest('.card')).backgroundColor,
  };
  await window.Plotly.downloadImage({ data: chart.data, layout, config: { displayModeBar: false } }, { format, width, height, filename: name });
}

// A Plotly chart without zoom: the ranges it was given, or, where it was given none, those it finds itself.
export async function resetChart(id, ranges) {
  const update = Object.fromEntries(Object.entries(ranges).map(([axis, range]) => (range ? [`${axis}.range`, range] : [`${axis}.autorange`, true])));
  await window.Plotly.relayout(id, update);
}

// An SVG of the page's own as a bitmap: drawn at twice its size, so that it stays sharp on a slide.
export async function saveBitmap(name, svg, width, height) {
  const source = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    save(name, await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); }));
  } finally {
    URL.revokeObjectURL(source);
  }
}

// True when the text is on the clipboard. Pages that came over plain HTTP from another machine have no clipboard but the old way.
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused: the old way may still be allowed.
    }
  }

  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return done;
}

function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
