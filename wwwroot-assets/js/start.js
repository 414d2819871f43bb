// Starts the circuit and keeps it. The work belongs to the server and every page rebuilds itself from its address, so when the
// circuit is gone a reload is all it takes; only a running upload must be waited for, since a reload would cut it off.
(() => {
  // How many traces a chart shows; -1 when it shows none yet.
  window.explorerTraceCount = (id) => document.getElementById(id)?.data?.length ?? -1;

  // Whoever types into a field wants what it filters first, and not a chart of what was typed before: charts wait until a field that rests for
  // 300 ms has been answered.
  const typingRest = 400;
  let typedAt = -typingRest;
  document.addEventListener('input', (event) => {
    if (event.target.matches('input[type=text], textarea')) {
      typedAt = performance.now();
    }
  }, true);

  // Answers when nobody types and a frame has been shown, or at once where none is, as in a tab behind others.
  window.explorerFrame = async () => {
    while (performance.now() < typedAt + typingRest) {
      await new Promise((resolve) => setTimeout(resolve, typedAt + typingRest - performance.now()));
    }

    if (!document.hidden) {
      await new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
        setTimeout(resolve, 250);
      });
    }
  };

  // Answers when an element is in sight or less than a fifth of a screen away; asked again meanwhile, with the same answer.
  const nearing = new WeakMap();
  window.explorerNear = (element) => {
    if (element && !nearing.has(element)) {
      nearing.set(element, new Promise((resolve) => {
        const observer = new IntersectionObserver((entries) => {
          if (entries.some((entry) => entry.isIntersecting)) {
            observer.disconnect();
            nearing.delete(element);
            resolve();
          }
        }, { rootMargin: '20% 0px' });
        observer.observe(element);
      }));
    }

    return nearing.get(element);
  };

  const notice = document.getElementById('components-reconnect-modal');
  const text = notice.querySelector('[data-text]');
  const isUploading = () => Number(document.documentElement.dataset.uploads ?? 0) > 0;

  const say = (words) => {
    text.textContent = words;
    notice.hidden = false;
  };

  const reload = () => {
    if (!isUploading()) {
      location.reload();
      return;
    }

    say('The connection was lost. The upload goes on; the page comes back when it is done.');
    document.addEventListener('explorer:upload-ended', (event) => {
      if (event.detail?.address) {
        location.assign(event.detail.address);
      } else {
        location.reload();
      }
    }, { once: true });
  };

  notice.addEventListener('components-reconnect-state-changed', (event) => {
    switch (event.detail.state) {
      case 'show':
      case 'retrying':
        say('Reconnecting…');
        break;
      case 'hide':
        notice.hidden = true;
        break;
      case 'failed':
      case 'rejected':
      case 'resume-failed':
        reload();
        break;
      default:
        break;
    }
  });

  document.getElementById('blazor-error-ui').querySelector('button').addEventListener('click', () => location.reload());

  const oftenThenSeldom = (attempt) => (attempt < 3 ? 300 : attempt < 30 ? 1000 : 5000);
  const start = () => Blazor.start({ circuit: { reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: oftenThenSeldom } } });

  // The chart component loads its library with the first chart and queues until then what is to be drawn. A chart that leaves the page
  // meanwhile breaks the queue, and every later chart stays empty. So the library is loaded first, by the component's own module and
  // names; on a slow line pages do not wait for it longer than this.
  const longestWait = 2000;
  const chartFiles = './_content/Plotly.Blazor/';
  const charts = import(new URL(`${chartFiles}plotly-interop-7.2.0.js`, document.baseURI))
    .then((module) => module.importScript('plotly-import', `${chartFiles}plotly-3.7.0.min.js`))
    .catch((failure) => console.error('The chart library could not be loaded ahead.', failure));
  Promise.race([charts, new Promise((resolve) => setTimeout(resolve, longestWait))]).then(start);
})();
