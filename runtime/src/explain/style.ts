// The look of the explanation.

/** The style sheet of the element's shadow root. */
export const STYLE = `
:host {
  all: initial;
  color-scheme: light dark;
  display: block;
  color: light-dark(#1c2029, #eceef2);
  background: light-dark(#fff, #1e2128);
  font: 14px/1.45 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
:host([data-overlay]) {
  position: fixed;
  z-index: 2147482999;
  inset-block: 1em auto;
  inset-inline-start: 1em;
  width: min(30em, 100% - 2em);
  max-height: calc(100% - 2em);
  overflow: auto;
  border-radius: .5em;
  box-shadow: 0 .5em 2em #0005, 0 0 0 1px #8884;
}
* {
  box-sizing: border-box;
}
section {
  padding: .75em 1em 1em;
}
header {
  display: flex;
  align-items: start;
  gap: 1em;
}
h2, h3 {
  flex: 1;
  margin: 0;
  font-size: 1em;
  font-weight: 600;
}
p {
  margin: .25em 0 0;
}
article {
  margin-top: .75em;
  padding-inline-start: .75em;
  border-inline-start: 3px solid #8886;
}
article.shown {
  border-color: light-dark(#157f3c, #4cc38a);
}
ul {
  margin: .25em 0 0;
  padding-inline-start: 1.25em;
}
code {
  padding: 0 .2em;
  border-radius: .25em;
  background: light-dark(#0001, #fff2);
  font: .93em/1.4 ui-monospace, monospace;
}
details {
  margin-top: .75em;
}
summary {
  cursor: pointer;
  font-weight: 600;
}
button {
  flex: none;
  width: 2em;
  height: 2em;
  margin: -.25em -.5em 0 0;
  padding: 0;
  border: 0;
  border-radius: .25em;
  background: none;
  color: inherit;
  font: 1.25em/1 system-ui, sans-serif;
  cursor: pointer;
}
button:hover {
  background: #8883;
}
:focus-visible {
  outline: 2px solid;
  outline-offset: 2px;
}
`;
