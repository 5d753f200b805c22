// A stand-in for Algomo's chat widget, for development and tests. It is not Algomo's code: it does what the real loader
// does at its start with the visitor's token, and shows the outcome instead of a chat.
//
// For tests: `#algomo-standin` carries the outcome in `data-algomo-standin` (connecting, greeted, anonymous or refused),
// the elements inside its open shadow root carry `data-…` names, and `window.algomoStandin` counts.
(() => {
  "use strict";

  const HANDSHAKE = "/algomo-standin/handshake";
  const NOTICE = "Stand-in for development. In production, Algomo’s chat opens here.";

  const record = (window.algomoStandin ??= { starts: 0, handshakes: 0 });
  record.starts += 1;
  if (record.starts > 1) return;

  // Read once and at the start, like the real one: what the page sets later comes too late.
  const settings = window.algomoSettings ?? {};
  // The loader's element is async, so the page may not have a body yet.
  if (document.body) greet(settings);
  else document.addEventListener("DOMContentLoaded", () => greet(settings), { once: true });

  async function greet({ visitorToken, authToken }) {
    const view = createView();
    if (visitorToken === undefined && authToken === undefined) {
      view.show("anonymous", ["Hello! How can we help?"], "Anonymous visitor: the page carries no token.");
      return;
    }
    const answer = await handshake({ visitorToken, authToken });
    if (!answer.ok) {
      view.show("refused", ["Sorry, we could not tell who you are."], `Token refused: ${answer.reason}`);
      return;
    }
    // The name is the visitor's own text. <bdi> keeps one that is written from right to left out of our sentence.
    const name = element("bdi", {}, String(answer.claims.name ?? `visitor ${answer.claims.id}`));
    view.show("greeted", ["Hello, ", name], "Your token was accepted.");
    view.showClaims(answer.claims);
    view.countDown(answer.claims.exp);
  }

  /** Hands the token over. Nothing else says who the visitor is, so the session's cookie stays at home. */
  async function handshake(tokens) {
    record.handshakes += 1;
    try {
      const response = await fetch(HANDSHAKE, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: "omit",
        cache: "no-store",
        body: JSON.stringify(tokens),
      });
      return await response.json();
    } catch (error) {
      return { ok: false, reason: `the handshake failed (${error.message})` };
    }
  }

  function createView() {
    const greeting = element("p", { class: "greeting", role: "status", "data-greeting": "" }, "Connecting …");
    const detail = element("p", { class: "detail", "data-detail": "" });
    const left = element("p", { class: "left", "data-seconds-left": "" });
    const claims = element("dl", {});
    const claimsBox = element("details", { hidden: "" }, element("summary", {}, "What it says"), claims);
    claimsBox.open = matchMedia("(min-width: 40rem)").matches;
    const notice = element("p", { class: "notice", "data-notice": "" }, NOTICE);
    const panel = element("section", { class: "panel", "aria-label": "Chat (stand-in)" });
    panel.append(greeting, element("div", { class: "body" }, detail, left, claimsBox), notice);

    const launcher = element("button", { type: "button", "aria-label": "Chat", "aria-expanded": "true" });
    launcher.addEventListener("click", () => {
      panel.hidden = !panel.hidden;
      launcher.setAttribute("aria-expanded", String(!panel.hidden));
    });

    // A shadow root keeps the page's styles out; a constructed sheet needs no permission from the page's CSP.
    const host = element("div", { id: "algomo-standin", "data-algomo-standin": "connecting" });
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style());
    root.adoptedStyleSheets = [sheet];
    root.append(panel, launcher);
    document.body.append(host);

    return {
      show(outcome, greetingParts, detailText) {
        greeting.replaceChildren(...greetingParts);
        detail.textContent = detailText;
        host.setAttribute("data-algomo-standin", outcome);
      },
      showClaims(values) {
        claimsBox.hidden = false;
        for (const [claim, value] of Object.entries(values)) {
          const text = typeof value === "object" ? JSON.stringify(value) : String(value);
          claims.append(element("dt", {}, claim), element("dd", { "data-claim": claim, dir: "auto" }, text));
        }
      },
      countDown(expiresAt) {
        const tick = () => {
          const seconds = Math.max(0, Math.ceil(expiresAt - Date.now() / 1000));
          left.setAttribute("data-seconds-left", String(seconds));
          left.textContent = seconds > 0 ? `It expires in ${seconds} s.` : "It has expired. The next page brings a fresh one.";
          if (seconds === 0) clearInterval(timer);
        };
        const timer = setInterval(tick, 250);
        tick();
      },
    };
  }

  /** An element with attributes and children. A string becomes a text node: nothing here is ever parsed as HTML. */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  function style() {
    return `
      :host {
        --accent: #4f46e5; --panel: #fff; --text: #1e2130; --quiet: #5f6475; --line: #e4e6ee;
        position: fixed; inset: auto 1.25rem 1.25rem auto; z-index: 2147483000;
        display: flex; flex-direction: column; align-items: flex-end; gap: .75rem;
        font: .875rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
        color: var(--text); color-scheme: light dark;
      }
      :host([data-algomo-standin="refused"]) { --accent: #b4233a; }
      @media (prefers-color-scheme: dark) {
        :host { --panel: #1d2030; --text: #eceef6; --quiet: #a3a8bb; --line: #33374a; }
      }
      p, dl, dd { margin: 0; }
      .panel {
        width: min(20rem, calc(100vw - 2.5rem)); overflow: hidden; border-radius: 1rem; background: var(--panel);
        box-shadow: 0 1px 2px rgb(0 0 0 / .12), 0 12px 40px rgb(16 18 40 / .22);
      }
      [hidden] { display: none; }
      .greeting {
        padding: 1.1rem 1.25rem; background: var(--accent); color: #fff;
        font-size: 1.125rem; font-weight: 600; overflow-wrap: anywhere;
      }
      .body { padding: 1rem 1.25rem; }
      .left { color: var(--quiet); font-variant-numeric: tabular-nums; }
      details { margin-top: .75rem; }
      summary { cursor: pointer; font-weight: 600; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem .9rem; align-items: baseline; margin-top: .5rem; }
      dt { color: var(--quiet); }
      dd { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; font-size: .8125rem;
           overflow-wrap: anywhere; }
      .notice { padding: .7rem 1.25rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .75rem; }
      button {
        width: 3.5rem; height: 3.5rem; padding: 0; border: 0; border-radius: 50%; cursor: pointer;
        background: var(--accent); box-shadow: 0 6px 20px rgb(16 18 40 / .3); display: grid; place-items: center;
      }
      :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
      button::before {
        content: ""; width: 1.5rem; height: 1.15rem; border-radius: .5rem .5rem .5rem 0; background: #fff;
      }
    `;
  }
})();
