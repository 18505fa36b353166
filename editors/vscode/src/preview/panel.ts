// “Proactive: Preview”: the panel beside the editor. It asks the server what is under the cursor and
// what the visitor gets, and passes the answers to the page, which draws them.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

import type { Client } from '../client';
import { Latest } from '../latest';
import type { Place, PlayedVisit, Preview } from '../answers';
import { refusal, sentence } from '../protocol';
import { showText } from '../showText';
import type { FromPanel, Refusal, ToPanel, Visitor } from './contract';
import { html } from './html';

/** The longest possible stay, so that every message that can be shown is reported. */
const STAY = '1440m';

/** The place of a message to preview. */
export interface MessagePlace {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

/** The preview panel; a window has one. */
export class PreviewPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  static readonly type = 'proactive.preview';

  private panel: vscode.WebviewPanel | undefined;
  /** The previewed document: the last active `.proactive` editor. */
  private editor: vscode.TextEditor | undefined;
  /** The visitor currently simulated. */
  private played: Visitor | undefined;
  /** Whether all channels are simulated, not only that of the message under the cursor. */
  private allChannels = false;
  /** The message under the cursor and its channel, as far as they are known. */
  private previewed: { readonly message: string | undefined; readonly channel: string | undefined } = { message: undefined, channel: undefined };
  private readonly sent = new vscode.EventEmitter<ToPanel>();
  /** The state sent to the page. */
  readonly onDidSend = this.sent.event;
  /** Whether to focus the form once the page is ready. */
  private toPlay = false;
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly preview = new Latest(() => this.askPreview());
  private readonly simulation = new Latest(() => this.askSimulation());

  constructor(
    private readonly client: Client,
    private readonly extension: vscode.Uri,
  ) {
    this.follow(vscode.window.activeTextEditor);
    this.subscriptions.push(
      this.sent,
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

  /** Opens the panel beside the editor, or reveals it; with a position, for the message there. */
  async show(place?: MessagePlace): Promise<void> {
    await this.goTo(place);
    if (this.panel !== undefined) {
      this.panel.reveal(undefined, true);
      return;
    }
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.fill(vscode.window.createWebviewPanel(PreviewPanel.type, 'Preview', beside));
  }

  /** Opens the panel and focuses its form; with a position, for the message there. */
  async simulate(place?: MessagePlace): Promise<void> {
    await this.goTo(place);
    this.toPlay = true;
    const isOpen = this.panel !== undefined;
    await this.show();
    this.panel?.reveal(undefined, false);
    if (isOpen) {
      this.refresh();
    }
  }

  /** Takes over a panel that VS Code restored after a restart. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.panel?.dispose();
    this.fill(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.panel?.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async goTo(place: MessagePlace | undefined): Promise<void> {
    if (place !== undefined) {
      this.editor = await showText(place.uri, new vscode.Range(place.position, place.position));
    }
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
        this.played = message.visitor;
        this.allChannels = message.allChannels;
        return this.simulation.ask();
      case 'keep':
        void this.keep(message.second);
        return;
      case 'reveal':
        void this.reveal(message.place);
        return;
    }
  }

  /** Writes the simulated visit as a test. */
  private async keep(second: number): Promise<void> {
    const { editor, played } = this;
    const client = this.client.running;
    if (editor === undefined || played === undefined || client === undefined) {
      return;
    }
    const stay = second < 60 ? `${second}s` : `${Math.floor(second / 60)}m${String(second % 60).padStart(2, '0')}s`;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const visit = { uri, ...played, stay, channel: this.allChannels ? undefined : this.previewed.channel };
    try {
      await client.sendRequest('workspace/executeCommand', { command: 'proactive.keepVisit', arguments: [visit] });
    } catch (error) {
      const why = refusal(error)?.words ?? (error instanceof Error ? error.message : String(error));
      void vscode.window.showWarningMessage(sentence(why));
    }
  }

  /** Shows a location in its document. */
  private async reveal({ uri, range: { start, end } }: Place): Promise<void> {
    const target = this.client.running?.protocol2CodeConverter.asUri(uri);
    if (target !== undefined) {
      await showText(target, new vscode.Range(start.line, start.character, end.line, end.character));
    }
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
    const previewed = { message: preview?.message.id, channel: preview?.channel?.id };
    if (previewed.message !== this.previewed.message || previewed.channel !== this.previewed.channel) {
      this.previewed = previewed;
      this.simulation.ask();
    }
    if (this.toPlay) {
      this.toPlay = false;
      this.tell({ type: 'play' });
    }
  }

  private async askSimulation(): Promise<void> {
    const { editor, played } = this;
    const client = this.client.running;
    if (this.panel === undefined || editor === undefined || played === undefined || client === undefined) {
      return;
    }
    const { message, channel } = this.previewed;
    const asked = {
      textDocument: { uri: client.code2ProtocolConverter.asUri(editor.document.uri) },
      ...played,
      stay: STAY,
      live: message,
      channel: this.allChannels ? undefined : channel,
    };
    try {
      const simulation = await client.sendRequest<PlayedVisit>('proactive/simulate', asked);
      this.tell({ type: 'simulation', simulation });
    } catch (error) {
      this.tell({ type: 'simulation', simulation: refused(error, played) });
    }
  }

  private tell(message: ToPanel): void {
    this.sent.fire(message);
    void this.panel?.webview.postMessage(message);
  }
}

/** The server's refusal, attached to the form field it is about; any other error is no answer. */
function refused(error: unknown, visitor: Visitor): Refusal {
  const why = refusal(error);
  if (why === undefined) {
    throw error;
  }
  const field = Object.keys(visitor).find((name): name is keyof Visitor => name === why.field);
  return { refusal: sentence(why.words), field: field ?? null };
}

function isProactive(document: vscode.TextDocument): boolean {
  return document.languageId === 'proactive';
}

