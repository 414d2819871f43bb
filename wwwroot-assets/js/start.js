// Starts the circuit and keeps it. The work belongs to the server and every page rebuilds itself from its address, so when the
// circuit is gone a reload is all it takes; only a running upload must be waited for, since a reload would cut it off.
(() => {
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
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: oftenThenSeldom } } });
})();
