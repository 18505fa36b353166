// “Show Compiled JSON”: a read-only document beside the editor, updated as the author types. While there
// are errors, it keeps the last valid JSON and says so.

import * as vscode from 'vscode';

import type { Client } from './client';
import { Latest } from './latest';
import type { Compiled, Preview } from './answers';
import { refusal, sentence } from './protocol';

/** What is compiled: one message, or the whole workspace of a document. */
interface Source {
  readonly uri: string;
  readonly message: string | null;
}

/** The open documents with compiled JSON. */
export class CompiledTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  static readonly scheme = 'proactive-compiled';

  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** The last valid JSON of each document. */
  private readonly last = new Map<string, string>();
  private readonly refreshing = new Latest(() => this.refresh());
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly client: Client) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(CompiledTexts.scheme, this),
      client.onDidStart(() => this.refreshing.ask()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'proactive') {
          this.refreshing.ask();
        }
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.last.delete(uri.toString())),
    ];
  }

  /** Shows the message under the cursor, or the whole workspace if there is none. */
  async showHere(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const client = this.client.running;
    if (editor?.document.languageId !== 'proactive') {
      void vscode.window.showInformationMessage('Open a .proactive file first. Its compiled JSON is shown beside it.');
      return;
    }
    if (client === undefined) {
      void vscode.window.showWarningMessage('The server is not running, so nothing can be compiled.');
      return;
    }
    const { line, character } = editor.selection.active;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const asked = { textDocument: { uri }, position: { line, character } };
    const preview = await client.sendRequest<Preview | null>('proactive/preview', asked);
    await this.show({ uri, message: preview?.message.id ?? null });
  }

  /** Shows the JSON of a source beside the editor. */
  async show(source: Source): Promise<void> {
    const name = source.message ?? decodeURIComponent(source.uri).split('/').at(-2) ?? 'workspace';
    const query = JSON.stringify(source);
    const uri = vscode.Uri.from({ scheme: CompiledTexts.scheme, path: `/${name}.json`, query });
    const document = await vscode.workspace.openTextDocument(uri);
    // There may be comments above the JSON.
    await vscode.languages.setTextDocumentLanguage(document, 'jsonc');
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { uri: address, message } = JSON.parse(uri.query) as Source;
    const client = this.client.running;
    if (client === undefined) {
      return this.kept(uri, 'The server is not running.');
    }
    const asked = { textDocument: { uri: address }, ...(message === null ? {} : { message }) };
    try {
      const compiled = await client.sendRequest<Compiled | null>('proactive/compiled', asked);
      const json = compiled?.json ?? '';
      this.last.set(uri.toString(), json);
      return json;
    } catch (error) {
      return this.kept(uri, sentence(refusal(error)?.words ?? String(error)));
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private kept(uri: vscode.Uri, why: string): string {
    const json = this.last.get(uri.toString());
    const lines = why.split('\n').map(line => `// ${line}`);
    return json === undefined ? `${lines.join('\n')}\n` : `${lines.join('\n')} The JSON below is the last valid one.\n${json}`;
  }

  private refresh(): Promise<void> {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === CompiledTexts.scheme) {
        this.changed.fire(uri);
      }
    }
    return Promise.resolve();
  }
}
