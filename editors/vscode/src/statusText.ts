// What the status bar says of the server's state. A function of its argument.

/** The state of the server. */
export type ServerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly program: string; readonly version: string | undefined }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'missing'; readonly message: string };

/** What is shown. */
export interface StatusText {
  /** The text of the item; `$(…)` is an icon. */
  readonly text: string;
  /** What is read when the mouse is above it, and by a screen reader. */
  readonly tooltip: string;
  readonly severity: 'information' | 'warning' | 'error';
}

export function statusText(state: ServerState): StatusText {
  switch (state.kind) {
    case 'starting':
      return { text: '$(loading~spin) Proactive', tooltip: 'The server is starting', severity: 'information' };
    case 'running':
      return {
        text: '$(comment-discussion) Proactive',
        tooltip: `The server is running: ${[state.version, state.program].filter(Boolean).join(', ')}`,
        severity: 'information',
      };
    case 'stopped':
      return { text: '$(circle-slash) Proactive', tooltip: 'The server is not running', severity: 'warning' };
    case 'failed':
      return { text: '$(error) Proactive', tooltip: `The server does not start: ${state.reason}`, severity: 'error' };
    case 'missing':
      return { text: '$(warning) Proactive', tooltip: state.message, severity: 'error' };
  }
}
