// The page of the preview panel: everything static, with containers for the rest.

/** The resources of the page. */
export interface Parts {
  readonly script: string;
  readonly style: string;
  /** The webview's own origin, for the content security policy. */
  readonly source: string;
  /** The nonce of the content security policy: only the script with this value runs. */
  readonly nonce: string;
}

/** Builds the page. It contains nothing that an author wrote. */
export function html({ script, style, source, nonce }: Parts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Proactive: Preview</title>
</head>
<body>
<main>
  <h1 class="unseen">Preview of proactive messages</h1>
  <section id="message" aria-label="The message under the cursor" aria-live="off"></section>
  <section aria-labelledby="play">
    <div class="head">
      <h2 id="play">Simulate a visitor</h2>
      <button type="button" id="match" hidden title="Fill in a visitor who gets the message under the cursor">Who gets it?</button>
    </div>
    <p id="taken" class="hint"></p>
    <form id="visitor" autocomplete="off">
      <label for="url">Address</label>
      <input id="url" type="text" inputmode="url" spellcheck="false">
      <label for="title">Page title</label>
      <input id="title" type="text">
      <label for="language">Language</label>
      <input id="language" type="text" spellcheck="false" list="languages">
      <datalist id="languages"></datalist>
      <span id="history">Visitor</span>
      <div class="choice" role="radiogroup" aria-labelledby="history">
        <label><input id="new" type="radio" name="history" value="new"> New</label>
        <label><input id="returning" type="radio" name="history" value="returning"> Returning</label>
      </div>
      <label for="at">Moment</label>
      <div class="moment">
        <input id="at" type="text" spellcheck="false" placeholder="2026-03-16 10:00 Europe/Paris">
        <button type="button" id="now" title="The present moment, in your time zone">Now</button>
      </div>
      <span id="channels">Channels</span>
      <div class="choice">
        <label><input id="all-channels" type="checkbox" aria-describedby="channels"> All, not only that of the message</label>
      </div>
      <label for="second">Time on the page</label>
      <div class="slider">
        <input id="second" type="range" min="0" max="300" step="1">
        <output id="second-said" for="second"></output>
      </div>
      <p id="visitor-refusal" class="refusal" role="alert"></p>
    </form>
    <div class="head">
      <p id="stage" role="status"></p>
      <button type="button" id="keep" title="Write a test that expects what this visitor sees">Keep as a test</button>
    </div>
    <div id="timeline"></div>
  </section>
</main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
