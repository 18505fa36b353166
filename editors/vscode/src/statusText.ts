// The status bar text for each server state. A pure function.

import { checked, count, type Counts } from './counts';

/** The state of the server. */
export type ServerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly program: string; readonly version: string | undefined; readonly counts?: Counts }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'missing'; readonly message: string };

/** The text of the status bar item. */
export interface StatusText {
  /** The label; `$(…)` is an icon. */
  readonly text: string;
  /** The tooltip, which screen readers read too. */
  readonly tooltip: string;
  readonly severity: 'information' | 'warning' | 'error';
}

export function statusText(state: ServerState): StatusText {
  switch (state.kind) {
    case 'starting':
      return { text: '$(loading~spin) Proactive', tooltip: 'The server is starting', severity: 'information' };
    case 'running':
      return {
        text: runningText(state.counts),
        tooltip: [
          ...(state.counts === undefined ? [] : [checked(state.counts)]),
          `The server is running: ${[state.version, state.program].filter(Boolean).join(', ')}`,
        ].join('\n'),
        severity: 'information',
      };
    case 'stopped':
      return { text: '$(circle-slash) Proactive', tooltip: 'The server is not running', severity: 'warning' };
    case 'failed':
      return { text: '$(error) Proactive', tooltip: `The server failed to start: ${state.reason}`, severity: 'error' };
    case 'missing':
      return { text: '$(warning) Proactive', tooltip: state.message, severity: 'error' };
  }
}

function runningText(counts: Counts | undefined): string {
  if (counts === undefined) {
    return '$(comment-discussion) Proactive';
  }
  return counts.errors > 0 ? `$(error) ${count(counts.errors, 'error')}` : `$(comment-discussion) ${count(counts.messages, 'message')}`;
}
