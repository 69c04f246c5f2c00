// The one script of our own. Every page works without it: it only presses the buttons that are there.
//
// Keys: an element with data-key="x" is what the key x presses (a button, link or checkbox) or goes to (a field). An
// excerpt on the desk is [data-excerpt]; inside the one that has the focus, keys mean that excerpt's own controls.

"use strict";

(() => {
  const root = document.documentElement;
  const stored = "plumbline.keys";

  // Single keys can be switched off (WCAG 2.1.4); the choice stays in this browser.
  const keysAreOn = () => root.dataset.keys === "on";
  const rememberedChoice = () => {
    try {
      return localStorage.getItem(stored) !== "off";
    } catch {
      return true; // A browser without storage gets the default.
    }
  };
  const switchKeys = (on) => {
    root.dataset.keys = on ? "on" : "off";
    try {
      localStorage.setItem(stored, on ? "on" : "off");
    } catch {
      // Nothing to remember with: the choice holds for this page.
    }
  };
  root.dataset.keys = rememberedChoice() ? "on" : "off";

  // Each key can be another one (WCAG 2.1.4); what a reader chose stays in this browser too.
  const storedChoices = "plumbline.keymap";
  const chosenKeys = () => {
    try {
      const chosen = JSON.parse(localStorage.getItem(storedChoices) ?? "{}");
      return new Map(Object.entries(chosen).filter(([, key]) => typeof key === "string" && [...key].length === 1));
    } catch {
      return new Map(); // A browser without storage, or what is no choice of ours: the keys as they are printed.
    }
  };
  const rememberKeys = (chosen) => {
    try {
      localStorage.setItem(storedChoices, JSON.stringify(Object.fromEntries(chosen)));
    } catch {
      // Nothing to remember with: the keys stay as they are.
    }
  };
  const chosenFor = (key) => chosenKeys().get(key) ?? key;
  const meantBy = (pressed) => {
    const chosen = chosenKeys();
    const meant = [...chosen].find(([, key]) => key === pressed);
    return meant ? meant[0] : chosen.has(pressed) ? null : pressed;
  };
  const printKeys = (within) => {
    for (const kbd of within.querySelectorAll("kbd")) {
      kbd.dataset.key ??= kbd.textContent.trim();
      kbd.textContent = chosenFor(kbd.dataset.key);
    }
    for (const field of within.querySelectorAll("[data-changes-key]")) field.value = chosenFor(field.dataset.changesKey);
  };
  const changeKey = (field) => {
    const others = [...document.querySelectorAll("[data-changes-key]")].filter((other) => other !== field);
    const key = field.value.trim();
    if ([...key].length !== 1) say("A key is one letter, digit or sign.", "error");
    else if (others.some((other) => other.value === key)) say(`“${key}” is taken already: give the other one another key first.`, "error");
    else {
      rememberKeys(chosenKeys().set(field.dataset.changesKey, key));
      say(`Saved: the key is “${key}” now.`);
    }
    printKeys(document);
  };

  const isTyping = (element) =>
    element.closest("select, textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit])") !== null;

  const isVisible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

  const currentExcerpt = () =>
    document.activeElement?.closest("[data-excerpt]") ?? document.querySelector("[data-excerpt]");

  const findByKey = (key) => {
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const own = currentExcerpt()?.querySelector(selector);
    return own ?? [...document.querySelectorAll(selector)].find(isVisible) ?? null;
  };

  const use = (element) => {
    if (element.matches("select, textarea, input:not([type=checkbox])")) element.focus();
    else element.click();
  };

  const step = (by) => {
    const excerpts = [...document.querySelectorAll("[data-excerpt]")].filter(isVisible);
    const at = excerpts.indexOf(document.activeElement?.closest("[data-excerpt]"));
    const next = at < 0 ? (by > 0 ? 0 : excerpts.length - 1) : Math.min(Math.max(at + by, 0), excerpts.length - 1);
    excerpts[next]?.focus();
  };

  const showKeys = () => {
    const keys = document.querySelector("dialog#keys");
    if (keys) keys.showModal();
    else document.querySelector('a[href="/help"]')?.click();
  };

  const leaveField = (field) => {
    field.blur();
    document.querySelector("[data-rest]")?.focus();
  };

  const press = (event) => {
    const key = meantBy(event.key);
    if (key === null) return false;
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1), true;
    if (event.repeat) return false; // A key held down is one press: it must not decide the next claim too.
    if (key === "?") return showKeys(), true;
    const element = findByKey(key);
    if (element) use(element);
    return element !== null;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof Element) || document.querySelector("dialog[open]")) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") leaveField(event.target);
      if (event.key === "Enter" && event.target.matches(".stance-form select")) {
        event.preventDefault();
        event.target.form.requestSubmit();
      }
      return;
    }
    if (keysAreOn() && press(event)) event.preventDefault();
  });

  // What only works with this script is hidden until it runs.
  const wake = (within) => {
    printKeys(within);
    for (const element of within.querySelectorAll("[data-needs-script]")) element.hidden = false;
    for (const box of within.querySelectorAll("[data-switches-keys]")) box.checked = keysAreOn();
    for (const lease of within.querySelectorAll("[data-lease-until]")) watchLease(lease);
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-switches-keys]")) switchKeys(event.target.checked);
    if (event.target.matches("[data-changes-key]")) changeKey(event.target);
  });

  const say = (words, kind = "note") => {
    const line = document.createElement("p");
    line.className = `notice ${kind}`;
    line.textContent = words;
    document.getElementById("status")?.replaceChildren(line);
  };

  const copy = async (button) => {
    const field = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(field.value);
      say("Link copied.");
    } catch {
      field.select(); // Without leave to use the clipboard, the text is at least selected.
      say("The link is selected: copy it with your keyboard.");
    }
  };

  // A form that was opened on the page closes there; where it is a page of its own, the link leads back.
  const close = (event, place) => {
    if (!place) return;
    event.preventDefault();
    place.replaceChildren();
    document.querySelector("[data-rest]")?.focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copies], [data-prints], [data-resets-keys], [data-closes]");
    if (button?.matches("[data-resets-keys]")) {
      rememberKeys(new Map());
      printKeys(document);
      say("The keys are as they were at first.");
    }
    if (button?.matches("[data-closes]")) close(event, document.getElementById(button.dataset.closes));
    if (button?.matches("[data-copies]")) copy(button);
    if (button?.matches("[data-prints]")) print();
  });

  // Words selected in an article: where they stand, in code points of its text, goes into the form beside it.
  const placeIn = (node, offset) => {
    const piece = (node instanceof Element ? node : node.parentElement).closest("[data-at]");
    const range = document.createRange();
    if (piece) {
      range.selectNodeContents(piece);
      range.setEnd(node, offset);
      return Number(piece.dataset.at) + [...range.toString()].length;
    }
    const pieces = [...document.querySelectorAll(".reading [data-at]")];
    range.setStart(node, offset);
    const next = pieces.find((one) => range.comparePoint(one, 0) >= 0);
    return Number((next ?? pieces.at(-1)).dataset.at) + (next ? 0 : [...pieces.at(-1).textContent].length);
  };

  document.addEventListener("selectionchange", () => {
    const form = document.getElementById("selection");
    const selection = getSelection();
    if (!form || !selection || form.contains(document.activeElement)) return;
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
    const text = document.querySelector(".reading");
    form.hidden = !(range && text?.contains(range.startContainer));
    if (form.hidden) return;
    const goesOn = !text.contains(range.endContainer); // A paragraph is selected up to what comes next on the page.
    if (goesOn) range.setEnd(text, text.childNodes.length);
    const [start, end, words] = form.querySelectorAll("input");
    start.value = placeIn(range.startContainer, range.startOffset);
    end.value = placeIn(range.endContainer, range.endOffset);
    words.value = goesOn ? "" : selection.toString();
  });

  // A lease that ends is said in time (WCAG 2.2.1), with the button that extends it next to the words.
  let leaseTimer = 0;
  const watchLease = (element) => {
    clearTimeout(leaseTimer);
    const left = Date.parse(element.dataset.leaseUntil) - Date.now();
    leaseTimer = setTimeout(
      () => say("Your hold on this claim ends in a minute. Extend it with the button beside the time."),
      Math.min(Math.max(left - 60_000, 0), 2 ** 31 - 1),
    );
  };

  // A plain form is sent once: its buttons rest until the answer is there, or until the reader comes back to the page.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // An action that failed says so, and what was typed stays where it is.
  const unanswered = () => say("There was no answer, so it isn't sure that this was saved. Try again.", "error");
  document.addEventListener("htmx:sendError", unanswered);
  document.addEventListener("htmx:timeout", unanswered);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { isError, shouldSwap, xhr } = event.detail;
    if (!isError || shouldSwap) return;
    if (xhr.getResponseHeader("HX-Retarget")) event.detail.shouldSwap = true; // Our own words, for the status region.
    else say("Something went wrong, and nothing was saved.", "error");
  });

  // What asks for itself rests while nobody looks at the page.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.detail.elt.matches('[hx-trigger="every 20s"]')) event.preventDefault();
  });

  // What asks for itself stops once it is refused: what to do now, such as signing in, is up to the reader.
  document.addEventListener("htmx:responseError", (event) => {
    const { elt, xhr } = event.detail;
    if (xhr.status >= 500 || !elt.matches('[hx-trigger^="every"]')) return;
    elt.removeAttribute("hx-trigger");
    elt.removeAttribute("hx-get");
    htmx.process(elt);
  });

  document.addEventListener("DOMContentLoaded", () => wake(document));
  document.addEventListener("htmx:afterSettle", (event) => wake(event.target.isConnected ? event.target : document));
})();
