// Sends a chosen file by HTTP, since the circuit is many times slower, and reports to the component as it goes.
// An upload outlives its component and its circuit: only cancelling or closing the page ends it.
const calm = 150; // milliseconds between two reports of progress
const page = document.documentElement;

const count = (change) => { page.dataset.uploads = String(Number(page.dataset.uploads ?? 0) + change); };
const warn = (event) => event.preventDefault();

export function connect(box, component) {
  const input = box.querySelector('input[type=file]');
  let file = null;
  let request = null;

  const choose = async (chosen) => {
    if (chosen && !request) {
      file = chosen;
      input.value = ''; // so that the same file can be chosen again
      await start();
    }
  };

  // The component knows the limits; it asks for the beginning, and for sending once the person has seen it.
  const start = async () => {
    if (file && !request) {
      await component.invokeMethodAsync('OnChosen', file.name.slice(0, 255), file.size);
    }
  };

  const send = (address) => {
    request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    reportProgress(request, component);
    request.addEventListener('loadend', () => end(request));
    count(1);
    window.addEventListener('beforeunload', warn);
    request.send(file);
  };

  const end = async (ended) => {
    request = null;
    count(-1);
    window.removeEventListener('beforeunload', warn);
    const answer = answerOf(ended);
    const address = ended.status === 201 && answer.id ? pageOf(ended.getResponseHeader('Location'), answer.id) : null;
    document.dispatchEvent(new CustomEvent('explorer:upload-ended', { detail: { address } }));
    await deliver(component, ended.status, ended.cancelled === true, answer);
  };

  input.addEventListener('change', () => choose(input.files[0]));
  box.addEventListener('dragover', (event) => {
    event.preventDefault();
    box.classList.add('over');
  });
  box.addEventListener('dragleave', (event) => {
    if (!box.contains(event.relatedTarget)) {
      box.classList.remove('over');
    }
  });
  box.addEventListener('drop', (event) => {
    event.preventDefault();
    box.classList.remove('over');
    choose(event.dataTransfer.files[0]);
  });

  return {
    // A quick hand may have chosen before this was listening.
    begin: () => { choose(input.files[0]); },
    again: () => { start(); },
    head: (bytes) => file.slice(0, bytes),
    send,
    cancel: () => {
      if (request) {
        request.cancelled = true;
        request.abort();
      }
    },
  };
}

function reportProgress(request, component) {
  let last = 0;
  let busy = false;
  const report = async (sent, total) => {
    const now = performance.now();
    if (busy || (now - last < calm && sent < total)) {
      return;
    }
    busy = true;
    last = now;
    try {
      await component.invokeMethodAsync('OnProgress', sent, total);
    } catch {
      // The circuit is away. The upload goes on without an audience.
    }
    busy = false;
  };

  request.upload.addEventListener('progress', (event) => report(event.loaded, event.total));
  request.upload.addEventListener('load', () => component.invokeMethodAsync('OnSent').catch(() => {}));
}

// The page of what was stored: what came of a likes file is a dataset, what came of a replay bundle a sweep.
function pageOf(location, id) {
  return location?.includes('/api/sweeps/') ? `/sweeps/${id}` : `/data/${id}`;
}

// Only what the component shows: a long list of rejected rows would not fit into one message of the circuit.
function answerOf(request) {
  let body = {};
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // No JSON: the status has to say it all.
  }
  return {
    id: body.id ?? null,
    detail: String(body.detail ?? '').slice(0, 4000),
    items: body.items ?? null,
    rejected: body.rejected ?? null,
    rejectedRows: (body.rejectedRows ?? []).slice(0, 5).map((row) => ({ line: row.line, reason: row.reason, text: '' })),
  };
}

// A circuit that is only away for a moment must hear the end of it.
async function deliver(component, status, cancelled, answer) {
  for (let attempt = 0; attempt < 180; attempt++) {
    try {
      await component.invokeMethodAsync('OnEnded', status, cancelled, answer);
      return;
    } catch (error) {
      if (!/connect/i.test(String(error))) {
        return; // The component has left; the list shows the dataset.
      }
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
    }
  }
}
