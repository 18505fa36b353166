// What `proactive serve` answers. Its Rust types are in `crates/cli/src/commands/serve/site.rs`.

import type { Bundle } from '../src/bundle';
import type { History } from '../src/model';

/** The workspace as it was when it last had no errors, and what was found when it was last loaded. */
export interface Site {
  readonly name: string | null;
  readonly problems: Problems;
  readonly channels: readonly Channel[];
}

export interface Problems {
  /** Whether the channels are those of an earlier state because of them. */
  readonly isError: boolean;
  /** `1 error in 2 files`, or a sentence. */
  readonly summary: string;
  /** The findings, as on a terminal; empty if there are none. */
  readonly findings: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly brand: string;
  readonly bundle: Bundle;
  /** The display names of its published messages, by ID. */
  readonly names: Readonly<Record<string, string>>;
  /** Its drafts and paused messages. */
  readonly unpublished: readonly { readonly message: string; readonly name: string; readonly status: string }[];
}

/** A visitor who loads a page. */
export interface Visit {
  readonly url: string;
  readonly title: string;
  readonly language: string;
  readonly history: History;
  /** When the page loads, in Unix seconds. */
  readonly at: number;
  /** The time zone in which that moment is shown. */
  readonly zone: string;
}

/** Who gets a message. */
export interface Example {
  readonly visit: Visit | null;
  /** If no visitor was found: the IDs of messages that are shown instead. */
  readonly takenBy: readonly string[];
}

/** The visit with which the demonstration of a channel begins, or one on which a message is shown. */
export async function example(of: 'channel' | 'message', id: string): Promise<Example | null> {
  const response = await fetch(`/example/${of}/${encodeURIComponent(id)}`);
  return response.ok ? ((await response.json()) as Example) : null;
}

/**
 * Calls `changed` with the site, now and after each change, and `connected` when the server is lost or found again.
 * A hidden tab does not listen: browsers allow few connections to one server.
 */
export function follow(changed: (site: Site) => void, connected: (isConnected: boolean) => void): void {
  let source: EventSource | undefined;
  let last = '';
  const read = async () => {
    const response = await fetch('/site.json');
    const text = await response.text();
    if (response.ok && text !== last) {
      last = text;
      changed(JSON.parse(text) as Site);
    }
  };
  const listen = () => {
    source?.close();
    source = undefined;
    if (!document.hidden) {
      source = new EventSource('/changes');
      source.addEventListener('open', () => connected(true));
      source.addEventListener('error', () => connected(false));
      source.addEventListener('message', () => read().catch(() => connected(false)));
    }
  };
  document.addEventListener('visibilitychange', listen);
  listen();
}
