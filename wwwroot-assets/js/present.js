// Full screen is only granted to the click itself, so the button is wired here rather than over the server.
export function offerFullScreen(stage, button) {
  if (!document.fullscreenEnabled) {
    button.hidden = true;
    return;
  }

  button.addEventListener('click', () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen()).catch(() => {
    // The browser would not; the stage fills the window anyway.
  }));
}
