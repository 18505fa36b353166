// The `test` blocks in VS Code's Test Explorer: found by the server in every proactive workspace of the
// open folders, and updated as the files change.

import * as vscode from 'vscode';

import type { Client } from '../client';
import { Latest } from '../latest';
import type { Place, Test } from '../answers';
import { Covered } from './coverage';
import { oneOfEach, projectOf } from './projects';
import { TestRunner } from './run';

const FILES = '**/*.proactive';
const MANIFESTS = '**/proactive.toml';
/** How long typing must pause before the tests are searched again, in milliseconds. */
const REST = 300;

/** The Test Explorer of a window. */
export class TestExplorer implements vscode.Disposable {
  readonly controller = vscode.tests.createTestController('proactive', 'Proactive');
  readonly runner: TestRunner;
  readonly coverageProfile: vscode.TestRunProfile;
  private readonly runProfile: vscode.TestRunProfile;
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly discovery = new Latest(() => this.discover());
  private manifests: ReadonlySet<string> = new Set();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly client: Client) {
    this.runner = new TestRunner(client, this.controller, uri => projectOf(uri.path, this.manifests));
    this.runProfile = this.controller.createRunProfile(
      'Run',
      vscode.TestRunProfileKind.Run,
      (request, token) => this.runner.run(request, token),
      true,
      undefined,
      true,
    );
    this.coverageProfile = this.controller.createRunProfile(
      'Coverage',
      vscode.TestRunProfileKind.Coverage,
      (request, token) => this.runner.run(request, token),
      true,
    );
    this.coverageProfile.loadDetailedCoverage = (_run, file) => Promise.resolve(file instanceof Covered ? file.details : []);
    this.controller.refreshHandler = () => this.discover();
    for (const glob of [FILES, MANIFESTS]) {
      const watcher = vscode.workspace.createFileSystemWatcher(glob);
      watcher.onDidCreate(() => this.soon());
      watcher.onDidDelete(() => this.soon());
      watcher.onDidChange(() => this.soon());
      this.subscriptions.push(watcher);
    }
    this.subscriptions.push(
      this.controller,
      this.runner,
      client.onDidStart(() => this.discovery.ask()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.soon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'proactive') {
          this.soon();
          this.runner.changed();
        }
      }),
    );
  }

  /** Runs the test with this name in the workspace of a file; the code lens above a test calls it. */
  async runNamed(uri: vscode.Uri, name: string): Promise<void> {
    let item = this.find(uri, name);
    if (item === undefined) {
      await this.discover();
      item = this.find(uri, name);
    }
    if (item !== undefined) {
      const request = new vscode.TestRunRequest([item], undefined, this.runProfile);
      await this.runner.run(request, new vscode.CancellationTokenSource().token);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private find(uri: vscode.Uri, name: string): vscode.TestItem | undefined {
    return this.controller.items.get(uri.toString())?.children.get(name);
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.discovery.ask(), REST);
  }

  /** Requests the tests of every workspace and updates the tree where it differs. */
  private async discover(): Promise<void> {
    const client = this.client.running;
    if (client === undefined) {
      return;
    }
    const [files, manifests] = await Promise.all([
      vscode.workspace.findFiles(FILES),
      vscode.workspace.findFiles(MANIFESTS),
    ]);
    this.manifests = new Set(manifests.map(({ path }) => path));
    const byPath = new Map(files.map(file => [file.path, file]));
    const projects = oneOfEach([...byPath.keys()], this.manifests);
    const found = await Promise.all(
      [...projects.values()].map(async path => {
        const uri = client.code2ProtocolConverter.asUri(byPath.get(path)!);
        return (await client.sendRequest<Test[] | null>('proactive/tests', { textDocument: { uri } })) ?? [];
      }),
    );
    const tests = new Map<string, Test[]>();
    for (const test of found.flat()) {
      const file = client.protocol2CodeConverter.asUri(test.location.uri).toString();
      tests.set(file, [...(tests.get(file) ?? []), test]);
    }
    this.keep(tests);
  }

  /** Updates the tree. Items that remain are reused, because results belong to items. */
  private keep(tests: ReadonlyMap<string, readonly Test[]>): void {
    const { items } = this.controller;
    items.forEach(({ id }) => {
      if (!tests.has(id)) {
        items.delete(id);
      }
    });
    for (const [id, inFile] of tests) {
      const uri = vscode.Uri.parse(id, true);
      let file = items.get(id);
      if (file === undefined) {
        file = this.controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
        items.add(file);
      }
      const { children } = file;
      const names = new Set(inFile.map(({ name }) => name));
      children.forEach(({ id: name }) => {
        if (!names.has(name)) {
          children.delete(name);
        }
      });
      inFile.forEach(({ name, location }, index) => {
        let item = children.get(name);
        if (item === undefined) {
          item = this.controller.createTestItem(name, name, uri);
          children.add(item);
        }
        item.range = range(location);
        // In source order.
        item.sortText = String(index).padStart(6, '0');
      });
    }
  }
}

function range({ range: { start, end } }: Place): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
