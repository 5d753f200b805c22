// What the test pages have besides the widget.

addEventListener("pageshow", (event) => {
  window.isFromBackForwardCache = event.persisted;
});

// Turbo replaces the whole body, and with it what the widget has put there. This site changes its content only.
addEventListener("turbo:before-render", (event) => {
  event.detail.render = async (current, next) => {
    current.querySelector("#content").replaceWith(next.querySelector("#content"));
  };
});

// A chat that is opened with a click.
addEventListener("click", ({ target }) => {
  const source = target.dataset.opens;
  if (source === undefined) return;
  const script = document.createElement("script");
  script.src = source;
  document.head.append(script);
});
