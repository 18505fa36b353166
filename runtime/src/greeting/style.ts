// The look of the greeting element.
//
// Colours, corners and the position are custom properties that begin with `--proactive-`. A page can set everything
// else on the element itself, because its rules override those of `:host`. Sizes depend only on the visitor's font
// size: `rem` would be the page's, which is often 10 pixels.

/** The style sheet of the element's shadow root. */
export const STYLE = `
:host {
  all: initial;
  color-scheme: light dark;
  display: grid;
  position: fixed;
  z-index: 2147483000;
  inset-block: 1em var(--proactive-bottom, 6em);
  inset-inline-end: var(--proactive-end, 1em);
  align-items: end;
  width: min(22em, 100% - 2em);
  color: var(--proactive-text, light-dark(#1c2029, #eceef2));
  font: medium/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
  pointer-events: none;
}
* {
  box-sizing: border-box;
  margin: 0;
  background: none;
  color: inherit;
  font: inherit;
}
section {
  opacity: 0;
  translate: 0 .5em;
}
section[aria-label] {
  max-height: 100%;
  overflow: auto;
  scroll-padding: 4em 1em 1em;
  padding: 0 1em 1em;
  background: var(--proactive-surface, light-dark(#fff, #1e2128));
  box-shadow: 0 .5em 2em #0003, 0 0 0 1px #8884;
  opacity: 1;
  translate: 0;
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
  background: inherit;
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
section[aria-label],
i,
p,
button,
input {
  border: 1px solid #0000;
  border-radius: var(--proactive-radius, .875em);
}
p,
button,
input {
  padding: .5em .75em;
}
div,
form {
  display: grid;
  gap: .5em;
}
p {
  justify-self: start;
  border-start-start-radius: .25em;
  background: #8882;
  font-size: .9375em;
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
input {
  width: 100%;
  border-color: #888;
  font-size: 1.143em;
  font-weight: 400;
}
label + small,
[aria-invalid=true] {
  border-color: currentcolor;
  color: var(--proactive-error, light-dark(#b3261e, #ffb3ab));
}
button {
  min-height: 2.5em;
  cursor: pointer;
}
i,
form button {
  background: var(--proactive-accent, #4263eb);
  color: var(--proactive-on-accent, #fff);
}
button:hover {
  filter: brightness(.9);
}
header button {
  flex: none;
  width: 1.67em;
  min-height: 1.67em;
  margin-inline-start: auto;
  padding: 0;
  font-size: 1.5em;
  font-weight: 400;
}
:focus-visible {
  outline-offset: 2px;
}
@media (max-height: 32em) {
  :host {
    inset-block-end: 1em;
  }
}
@media (prefers-reduced-motion: no-preference) {
  section[aria-label] {
    transition: .3s;
  }
}
@media print {
  :host {
    display: none;
  }
}
`;
