// The tree of the Messages view: workspaces, brands, channels and messages. Pure functions, so that they can
// be tested without VS Code.

import type { MessageItem, Named, Place, ProjectMessages } from '../answers';
import { count } from '../counts';

/** What a node stands for; the menus of the view distinguish them by this word. */
export type Kind = 'project' | 'brand' | 'channel' | Status;

/** The status of a message; `unknown` while it is being written. */
export type Status = 'published' | 'paused' | 'draft' | 'unknown';

/** A node of the tree. */
export interface TreeNode {
  /** The same as long as it stands for the same, so that VS Code keeps it unfolded. */
  readonly id: string;
  readonly kind: Kind;
  readonly label: string;
  readonly description: string;
  /** Where it is declared. */
  readonly location: Place | null;
  /** The message itself. */
  readonly message: MessageItem | null;
  readonly children: readonly TreeNode[];
}

/** The nodes of the first level: brands, or workspaces if there are several with messages. */
export function treeOf(projects: readonly ProjectMessages[]): TreeNode[] {
  const named = identified('', projects.filter(({ brands }) => brands.length > 0), ({ root }) => root);
  const nodes = named.map(([id, { name, root, brands }]): TreeNode => ({
    ...group(id, 'project', { id: root, name: name ?? nameOf(root) }, null),
    children: identified(id, brands, ({ brand }) => brand?.id).map(([brandId, { brand, location, channels }]) => ({
      ...group(brandId, 'brand', brand, location),
      children: identified(brandId, channels, ({ channel }) => channel?.id).map(([channelId, { channel, location: at, messages }]) => ({
        ...group(channelId, 'channel', channel, at),
        description: count(messages.length, 'message'),
        children: identified(channelId, messages, ({ message }) => message.id).map(([messageId, item]) => leaf(messageId, item)),
      })),
    })),
  }));
  const [first, ...others] = nodes;
  return others.length === 0 ? [...(first?.children ?? [])] : nodes;
}

/** All nodes of a tree by their IDs. */
export function byId(nodes: readonly TreeNode[]): Map<string, TreeNode> {
  return new Map(nodes.flatMap(node => [[node.id, node] as const, ...byId(node.children)]));
}

/** What the author sees of a tree: a change of anything else needs no redrawing. */
export function visible(nodes: readonly TreeNode[]): string {
  return JSON.stringify(nodes, ['id', 'kind', 'label', 'description', 'children']);
}

/** When a message is due: `after 1m30s`. */
export function due({ trigger }: MessageItem): string {
  if (trigger === null) {
    return '';
  }
  const { event, afterSeconds } = trigger;
  if (event === 'page_load') {
    return 'on page load';
  }
  const [minutes, seconds] = [Math.floor(afterSeconds / 60), afterSeconds % 60];
  return minutes === 0 ? `after ${seconds}s` : `after ${minutes}m${seconds === 0 ? '' : `${seconds}s`}`;
}

function leaf(id: string, item: MessageItem): TreeNode {
  const { message, location, status } = item;
  const words = [status === 'draft' || status === 'paused' ? status : '', due(item)];
  return {
    id,
    kind: status ?? 'unknown',
    label: message.name,
    description: words.filter(Boolean).join(', '),
    location,
    message: item,
    children: [],
  };
}

function group(id: string, kind: 'project' | 'brand' | 'channel', named: Named | null, location: Place | null): TreeNode {
  return { id, kind, label: named?.name ?? `No ${kind}`, description: '', location, message: null, children: [] };
}

/** Gives each item an ID below that of its parent; a repeated name gets a number, because IDs must differ. */
function identified<T>(parent: string, items: readonly T[], name: (item: T) => string | undefined): [string, T][] {
  const seen = new Map<string, number>();
  return items.map(item => {
    // A word of the language cannot be empty.
    const own = encodeURIComponent(name(item) ?? '');
    const before = seen.get(own) ?? 0;
    seen.set(own, before + 1);
    return [`${parent}/${own}${before === 0 ? '' : `#${before + 1}`}`, item];
  });
}

/** The last part of a path or an address. */
function nameOf(root: string): string {
  return root.split(/[/\\]/).filter(Boolean).at(-1) ?? root;
}
