// “Proactive: Preview”: the panel beside the text. It asks the server what the cursor is on and what
// the visitor gets, and hands the answers to the page, which draws them.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

import type { Client } from '../client';
import type { FromPanel, Place, Preview, Refusal, Simulation, ToPanel, Visitor } from './contract';
import { html } from './html';

/** What the author plays now. */
interface Played {
  readonly visitor: Visitor;
  readonly stay: number;
}

/** The one preview panel of a window. */
export class PreviewPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  static readonly type = 'proactive.preview';

  private panel: vscode.WebviewPanel | undefined;
  /** The text that is previewed: the last `.proactive` text that had the cursor. */
  private editor: vscode.TextEditor | undefined;
  private played: Played | undefined;
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly preview = new Latest(() => this.askPreview());
  private readonly simulation = new Latest(() => this.askSimulation());

  constructor(
    private readonly client: Client,
    private readonly extension: vscode.Uri,
  ) {
    this.follow(vscode.window.activeTextEditor);
    this.subscriptions.push(
      vscode.window.registerWebviewPanelSerializer(PreviewPanel.type, this),
      vscode.window.onDidChangeActiveTextEditor(editor => this.follow(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isProactive(document)) {
          this.refresh();
        }
      }),
      client.onDidStart(() => this.refresh()),
    );
  }

  /** Opens the panel beside the text, or brings it to the front. */
  show(): void {
    if (this.panel !== undefined) {
      this.panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.fill(vscode.window.createWebviewPanel(PreviewPanel.type, 'Preview', place));
  }

  /** VS Code opened the panel again, as it was before it closed. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.panel?.dispose();
    this.fill(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.panel?.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private fill(panel: vscode.WebviewPanel): void {
    const files = vscode.Uri.joinPath(this.extension, 'dist');
    const file = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(files, name)).toString();
    this.panel = panel;
    panel.onDidDispose(() => {
      if (this.panel === panel) {
        this.panel = undefined;
      }
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: [files] };
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'icons', 'extension.png');
    panel.webview.onDidReceiveMessage((message: FromPanel) => this.hear(message));
    panel.webview.html = html({
      script: file('preview.js'),
      style: file('preview.css'),
      source: panel.webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
    });
  }

  private hear(message: FromPanel): void {
    switch (message.type) {
      case 'ready':
        return this.refresh();
      case 'visitor':
        this.played = { visitor: message.visitor, stay: message.stay };
        return this.simulation.ask();
      case 'reveal':
        void this.reveal(message.place);
        return;
    }
  }

  /** Shows a place in its text, in the column where that text is open already. */
  private async reveal({ uri, range: { start, end } }: Place): Promise<void> {
    const target = this.client.running?.protocol2CodeConverter.asUri(uri);
    if (target === undefined) {
      return;
    }
    const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === target.toString());
    await vscode.window.showTextDocument(target, {
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(start.line, start.character, end.line, end.character),
    });
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isProactive(editor.document)) {
      return;
    }
    const sameFile = editor.document === this.editor?.document;
    this.editor = editor;
    this.preview.ask();
    if (!sameFile) {
      this.simulation.ask();
    }
  }

  private refresh(): void {
    this.preview.ask();
    this.simulation.ask();
  }

  private async askPreview(): Promise<void> {
    const { editor } = this;
    const client = this.client.running;
    if (this.panel === undefined || editor === undefined || client === undefined) {
      return;
    }
    const { line, character } = editor.selection.active;
    const preview = await client.sendRequest<Preview | null>('proactive/preview', {
      textDocument: { uri: client.code2ProtocolConverter.asUri(editor.document.uri) },
      position: { line, character },
    });
    this.tell({ type: 'preview', preview });
  }

  private async askSimulation(): Promise<void> {
    const { editor, played } = this;
    const client = this.client.running;
    if (this.panel === undefined || editor === undefined || played === undefined || client === undefined) {
      return;
    }
    const simulation = await client.sendRequest<Simulation | Refusal>('proactive/simulate', {
      textDocument: { uri: client.code2ProtocolConverter.asUri(editor.document.uri) },
      visitor: played.visitor,
      stay: played.stay,
    });
    this.tell({ type: 'simulation', simulation });
  }

  private tell(message: ToPanel): void {
    void this.panel?.webview.postMessage(message);
  }
}

/** Asks one question at a time: what is wanted meanwhile is asked once more at the end. */
class Latest {
  private asking = false;
  private again = false;

  constructor(private readonly question: () => Promise<void>) {}

  ask(): void {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    this.question()
      // The text changed under the question, or the server went away: both ask again by themselves.
      .catch(() => undefined)
      .finally(() => {
        this.asking = false;
        if (this.again) {
          this.again = false;
          this.ask();
        }
      });
  }
}

function isProactive(document: vscode.TextDocument): boolean {
  return document.languageId === 'proactive';
}

