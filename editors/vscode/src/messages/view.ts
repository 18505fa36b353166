// The Messages view in the side bar: brands, channels and messages in the order in which they are due. It
// follows edits, and is redrawn only where something visible has changed.

import * as vscode from 'vscode';

import type { Place, ProjectMessages } from '../answers';
import type { Client } from '../client';
import { Latest } from '../latest';
import { fromServer } from '../pages';
import type { ServerState } from '../statusText';
import { byId, treeOf, visible, type Kind, type TreeNode } from './tree';

/** How long edits must pause before the server is asked again, in milliseconds. */
const REST = 300;
/** The scheme under which the nodes have colours and numbers of problems. */
const SCHEME = 'proactive-messages';

/** The Messages view of a window. */
export class MessagesView implements vscode.TreeDataProvider<TreeNode>, vscode.FileDecorationProvider, vscode.Disposable {
  static readonly id = 'proactive.messages';

  private roots: TreeNode[] = [];
  private nodes: ReadonlyMap<string, TreeNode> = new Map();
  private shown = '';
  private timer: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly decorated = new vscode.EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.decorated.event;
  private readonly refreshing = new Latest(() => this.update());
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly client: Client) {
    this.view = vscode.window.createTreeView(MessagesView.id, { treeDataProvider: this, showCollapseAll: true });
    const watchers = ['**/*.proactive', '**/proactive.toml'].map(glob => vscode.workspace.createFileSystemWatcher(glob));
    const soon = (): void => this.soon();
    this.subscriptions = [
      this.view,
      this.changed,
      this.decorated,
      ...watchers.flatMap(watcher => [watcher, watcher.onDidCreate(soon), watcher.onDidDelete(soon), watcher.onDidChange(soon)]),
      vscode.window.registerFileDecorationProvider(this),
      client.onDidStart(() => this.refreshing.ask()),
      this.view.onDidChangeVisibility(() => this.refreshing.ask()),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'proactive') {
          this.soon();
        }
      }),
      vscode.languages.onDidChangeDiagnostics(() => {
        this.decorated.fire(undefined);
        this.soon();
      }),
    ];
  }

  /** Follows the state of the server: without one, the view says what to do. */
  serverIs({ kind }: ServerState): void {
    void vscode.commands.executeCommand('setContext', 'proactive.server', kind);
    if (kind === 'missing' || kind === 'failed') {
      this.keep([]);
    }
  }

  /** The node as it is now; its place changes with every edit above it. */
  current({ id }: TreeNode): TreeNode | undefined {
    return this.nodes.get(id);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return node === undefined ? this.roots : [...node.children];
  }

  getParent({ id }: TreeNode): TreeNode | undefined {
    return this.nodes.get(id.slice(0, id.lastIndexOf('/')));
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { Expanded, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(node.label, node.children.length > 0 ? Expanded : None);
    item.id = node.id;
    item.description = node.description;
    const context = contextOf(node);
    if (context !== undefined) {
      item.contextValue = context;
    }
    item.iconPath = new vscode.ThemeIcon(ICONS[node.kind]);
    item.resourceUri = vscode.Uri.from({ scheme: SCHEME, path: node.id });
    item.accessibilityInformation = { label: [node.label, node.description].filter(Boolean).join(', ') };
    if (node.message !== null) {
      item.command = { command: 'proactive.messages.open', title: 'Open', arguments: [node] };
    }
    return item;
  }

  /** Adds the tooltip when the pointer rests on a node. */
  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    item.tooltip = this.tooltip(this.current(node) ?? node);
    return item;
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const node = uri.scheme === SCHEME ? this.nodes.get(uri.path) : undefined;
    if (node === undefined) {
      return undefined;
    }
    const problems = problemsOf(node);
    const { Error, Warning } = vscode.DiagnosticSeverity;
    const worst = Math.min(...problems.map(({ severity }) => severity));
    // Only a message has a number: those of the groups would only repeat it.
    const badge = node.message !== null && worst <= Warning ? badgeOf(problems.length) : undefined;
    if (worst === Error) {
      return new vscode.FileDecoration(badge, undefined, new vscode.ThemeColor('list.errorForeground'));
    }
    if (worst === Warning) {
      return new vscode.FileDecoration(badge, undefined, new vscode.ThemeColor('list.warningForeground'));
    }
    const isDim = node.kind === 'draft' || node.kind === 'paused';
    return isDim ? new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor('disabledForeground')) : undefined;
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refreshing.ask(), REST);
  }

  /** Asks for the list as it is now. */
  async update(): Promise<void> {
    const client = this.client.running;
    if (client !== undefined && this.view.visible) {
      this.keep(await client.sendRequest<ProjectMessages[]>('proactive/messages'));
    }
  }

  private keep(projects: readonly ProjectMessages[]): void {
    this.roots = treeOf(projects);
    this.nodes = byId(this.roots);
    const shown = visible(this.roots);
    if (shown !== this.shown) {
      this.shown = shown;
      void vscode.commands.executeCommand('setContext', 'proactive.messages', this.roots.length === 0 ? 'none' : 'some');
      this.changed.fire();
    }
    this.decorated.fire(undefined);
  }

  private tooltip(node: TreeNode): vscode.MarkdownString | string {
    const { message } = node;
    if (message === null) {
      return node.kind === 'channel' ? 'The messages of a channel, in the order in which they are due. The first that matches a visitor is shown.' : node.label;
    }
    const text = new vscode.MarkdownString(undefined, true);
    text.appendMarkdown('**').appendText(node.label).appendMarkdown(`** \`${message.message.id}\`\n\n`);
    text.appendMarkdown(message.summary.map(line => `- ${line}\n`).join(''));
    for (const { severity, message: words } of problemsOf(node)) {
      text.appendMarkdown(`\n\n${severity === vscode.DiagnosticSeverity.Error ? '$(error)' : '$(warning)'} `);
      text.appendText(words.split('\n', 1)[0] ?? '');
    }
    return text;
  }
}

const ICONS: Readonly<Record<Kind, string>> = {
  project: 'root-folder',
  brand: 'organization',
  channel: 'globe',
  published: 'comment',
  paused: 'debug-pause',
  draft: 'edit',
  unknown: 'question',
};

/** By this the menus of the view know what can be done. */
function contextOf({ kind, location }: TreeNode): string | undefined {
  switch (kind) {
    case 'project':
      return undefined;
    case 'brand':
    case 'channel':
      return location === null ? undefined : 'group';
    case 'published':
    case 'paused':
    case 'draft':
    case 'unknown':
      return `message.${kind}`;
  }
}

/** What is wrong in the declaration of a message, or in all messages of a group. */
function problemsOf({ message, children }: TreeNode): vscode.Diagnostic[] {
  if (message === null) {
    return children.flatMap(problemsOf);
  }
  const whole = rangeOf(message.declaration);
  const problems = vscode.languages.getDiagnostics(fromServer(message.declaration.uri));
  return problems.filter(({ range, severity }) => whole.contains(range) && severity <= vscode.DiagnosticSeverity.Warning);
}

/** Two characters are all that fits. */
function badgeOf(problems: number): string {
  return problems > 9 ? '9+' : `${problems}`;
}

export function rangeOf({ range: { start, end } }: Place): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
