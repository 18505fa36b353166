// The look of the greeting element.
//
// Colours, corners and the distance from the page's edges are custom properties that begin with `--proactive-`. A
// page styles the rest at the element itself, whose rules win over those of `:host`: width, font, layer, colour scheme.

/** The style sheet of the element's shadow root. */
export const STYLE = `
:host {
  --accent: var(--proactive-accent, #4263eb);
  --on-accent: var(--proactive-on-accent, #fff);
  --surface: var(--proactive-surface, light-dark(#fff, #1e2128));
  --text: var(--proactive-text, light-dark(#1c2029, #eceef2));
  --error: var(--proactive-error, light-dark(#b3261e, #ffb3ab));
  --radius: var(--proactive-radius, 1em);
  --muted: color-mix(in srgb, var(--text) 70%, var(--surface));
  --tint: color-mix(in srgb, var(--text) 7%, var(--surface));
  all: initial;
  color-scheme: light dark;
  display: grid;
  position: fixed;
  z-index: 2147483000;
  inset-block: 1em var(--proactive-bottom, 6em);
  inset-inline-end: var(--proactive-end, 1em);
  align-items: end;
  width: min(22em, 100% - 2em);
  color: var(--text);
  font: medium/1.5 system-ui, sans-serif;
  text-align: start;
  overflow-wrap: anywhere;
  pointer-events: none;
}
* {
  box-sizing: border-box;
  margin: 0;
  font: inherit;
}
section[aria-label] {
  max-height: 100%;
  overflow: auto;
  scroll-padding: 4em 1em 1em;
  padding: 0 1em 1em;
  border: 1px solid color-mix(in srgb, var(--text) 14%, var(--surface));
  border-radius: var(--radius);
  background: var(--surface);
  box-shadow: 0 .5em 2em #0003;
  pointer-events: auto;
}
header {
  display: flex;
  position: sticky;
  top: 0;
  align-items: center;
  gap: .5em;
  margin-inline-end: -.5em;
  padding: .5em 0;
  background: var(--surface);
}
header:not(:has(b)) {
  float: inline-end;
}
header:not(:has(b)) + div {
  padding-top: 1em;
}
i {
  flex: none;
  width: 2em;
  border-radius: 50%;
  background: var(--accent);
  color: var(--on-accent);
  line-height: 2em;
  text-align: center;
}
b {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
b,
i,
label,
button {
  font-weight: 600;
}
p,
button,
input {
  padding: .5em .75em;
  border: 1px solid transparent;
  border-radius: calc(.75 * var(--radius));
}
div,
form {
  display: grid;
  gap: .5em;
}
p {
  font-size: .9375em;
  justify-self: start;
  border-start-start-radius: .25em;
  background: var(--tint);
  white-space: pre-wrap;
}
small,
label {
  font-size: .875em;
}
small:empty {
  display: none;
}
form {
  margin-top: .75em;
}
form button:not(:only-child) {
  margin-top: .25em;
}
input {
  width: 100%;
  border-color: color-mix(in srgb, var(--text) 55%, var(--surface));
  background: var(--surface);
  color: var(--text);
  font-size: 1.143em;
  font-weight: 400;
}
label + small {
  color: var(--error);
}
[aria-invalid=true] {
  border-color: var(--error);
}
button {
  min-height: 2.5em;
  background: var(--accent);
  color: var(--on-accent);
  cursor: pointer;
}
button:hover {
  filter: brightness(.9);
}
header button {
  flex: none;
  width: 2.5em;
  margin-inline-start: auto;
  padding: 0;
  background: none;
  color: var(--muted);
  font-size: 1.5em;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
@media (max-height: 32em) {
  :host {
    inset-block-end: 1em;
  }
}
@media (prefers-reduced-motion: no-preference) {
  section[aria-label] {
    animation: rise .3s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 .5em;
    }
  }
}
@media print {
  :host {
    display: none;
  }
}
`;
