// Inside the extension host: the extension and the server as VS Code sees them, by its own API.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const { paletteDifferences } = require('./palette.cjs');

const PROGRAM = process.env.TESTED_PROGRAM;
const { executeCommand } = vscode.commands;

let inside;

/** A file of the examples. */
function file(name) {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, ...name.split('/'));
}

async function open(name) {
  const document = await vscode.workspace.openTextDocument(file(name));
  const editor = await vscode.window.showTextDocument(document);
  return { document, editor };
}

/** Waits until `find` gives something; `what` says what is missing otherwise. */
async function until(what, find, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  let error;
  for (;;) {
    try {
      const found = await find();
      if (found) {
        return found;
      }
      error = undefined;
    } catch (thrown) {
      error = thrown;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}${error ? `: ${error.message}` : ''}`);
    }
    await new Promise(done => setTimeout(done, 50));
  }
}

/** The next time that an event tells something that `wanted` accepts. */
function next(event, wanted, what, milliseconds = 30_000) {
  return new Promise((done, fail) => {
    const late = setTimeout(() => { listening.dispose(); fail(new Error(`waited in vain for ${what}`)); }, milliseconds);
    const listening = event(received => {
      if (wanted(received)) {
        clearTimeout(late);
        listening.dispose();
        done(received);
      }
    });
  });
}

function place(document, words, within = 0) {
  const at = document.getText().indexOf(words);
  assert.notEqual(at, -1, `${words} is in the text`);
  return document.positionAt(at + within);
}

async function replace(document, from, to) {
  const start = place(document, from);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, document.positionAt(document.offsetAt(start) + from.length)), to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Makes the text what it was. */
async function revert(document) {
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, all, ORIGINALS.get(document.uri.fsPath));
  assert.ok(await vscode.workspace.applyEdit(edit));
  // A save is declined while another is under way.
  await until('the text on disk', async () => (await document.save()) && !document.isDirty);
}

/** What every file of the examples said at first. */
const ORIGINALS = new Map();

const codes = uri => vscode.languages.getDiagnostics(uri)
  .filter(({ source }) => source === 'proactive')
  .map(({ code }) => (typeof code === 'object' ? code.value : code));

function set(name, value) {
  return vscode.workspace.getConfiguration('proactive').update(name, value, vscode.ConfigurationTarget.Global);
}

/** The first node of the Messages view with this label. */
function listed(label) {
  const under = nodes => nodes.flatMap(node => [node, ...under(inside.messages.getChildren(node))]);
  return under(inside.messages.getChildren()).find(node => node.label === label);
}

const isRunning = () => until('the server', () => inside.client.running, 40_000);

const TESTS = {
  async 'without a server it says so, and what to do'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const extension = vscode.extensions.getExtension('proactive.proactive');
    inside = await extension.activate();
    await until('the state', () => inside.status.text === '$(warning) Proactive');
    assert.equal(inside.client.running, undefined);
    assert.equal(inside.client.locate().kind, 'missing');
    // Snippets stand in for its completion.
    const list = await executeCommand('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(2, 0));
    assert.ok(list.items.some(({ label }) => label === 'message bot'));
    // Its commands do no harm.
    await executeCommand('proactive.preview');
    await executeCommand('proactive.showCompiledJson');
    await executeCommand('workbench.action.closeAllEditors');
  },

  async 'a server that the setting names is started at once'() {
    await set('server.path', PROGRAM);
    await isRunning();
    // There are errors in `broken`.
    await until('the count', () => /^\$\(error\) \d+ errors$/.test(inside.status.text));
    assert.match(inside.client.running.initializeResult.serverInfo.version, /^\d+\.\d+/);
  },

  async 'every command is there'() {
    const all = await until('the commands of the server', async () => {
      const known = await vscode.commands.getCommands(true);
      return known.includes('proactive.simulate') && known;
    });
    const manifest = vscode.extensions.getExtension('proactive.proactive').packageJSON;
    for (const { command } of manifest.contributes.commands) {
      assert.ok(all.includes(command), command);
    }
    // And those of the server that stand in lenses.
    for (const command of ['proactive.simulate', 'proactive.runTest', 'proactive.showLocations', 'proactive.showCompiled']) {
      assert.ok(all.includes(command), command);
    }
  },

  async 'what is wrong is found while it is typed, and gone when it is mended'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    await replace(document, 'visitor.history is new', 'visitor.histry is new');
    await until('the finding', () => codes(document.uri).length > 0);
    const [finding] = vscode.languages.getDiagnostics(document.uri);
    assert.equal(document.getText(finding.range), 'visitor.histry');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    await revert(document);
    await until('no finding', () => codes(document.uri).length === 0);
  },

  async 'findings of a file that is not open are there, too'() {
    await until('findings', () => codes(file('broken/messages.proactive')).length > 3);
  },

  async 'a quick fix mends what it says'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const before = document.getText();
    await replace(document, 'visitor.history is new', 'visitor.histry is new');
    const range = new vscode.Range(place(document, 'visitor.histry'), place(document, 'visitor.histry', 7));
    const fix = await until('the quick fix', async () => {
      const actions = await executeCommand('vscode.executeCodeActionProvider', document.uri, range, vscode.CodeActionKind.QuickFix.value, 5);
      return actions.find(({ edit }) => edit !== undefined);
    });
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), before);
    await revert(document);
  },

  async 'refactorings are offered'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const start = place(document, 'device.language is fr or');
    const range = new vscode.Range(start, place(document, 'device.language is fr or device.language is nl', 45));
    const actions = await until('refactorings', async () => {
      const all = await executeCommand('vscode.executeCodeActionProvider', document.uri, range, vscode.CodeActionKind.Refactor.value);
      return all.length > 0 && all;
    });
    assert.ok(actions.some(({ title }) => /segment|any of/i.test(title)), actions.map(({ title }) => title).join());
  },

  async 'completion knows what can stand here'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const labels = async (words, within) => {
      const list = await executeCommand('vscode.executeCompletionItemProvider', document.uri, place(document, words, within));
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await labels('when belgian_cart and', 5)).includes('belgian_cart'));
    assert.ok((await labels('reply bot aria answer', 10)).includes('aria'));
    assert.ok(!(await labels('# Belgian', 0)).includes('message bot'), 'a snippet is offered beside the server');
    await replace(document, 'visitor.history is new', 'visitor.');
    const fields = await labels('and visitor.', 12);
    assert.ok(['history', 'title', 'url'].every(field => fields.includes(field)), fields.join());
    await revert(document);
  },

  async 'hovering tells what it is'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const hovers = await executeCommand('vscode.executeHoverProvider', document.uri, place(document, 'free_shipping', 2));
    const words = hovers.flatMap(({ contents }) => contents.map(it => it.value ?? it)).join('\n');
    assert.match(words, /Free shipping nudge/);
    assert.match(words, /Who:/);
  },

  async 'definition and references go from file to file'() {
    const { document } = await open('onboarding/welcome.proactive');
    const at = place(document, 'newcomer and', 2);
    const [definition] = await executeCommand('vscode.executeDefinitionProvider', document.uri, at);
    assert.match((definition.targetUri ?? definition.uri).path, /onboarding\/audience\.proactive$/);
    const references = await executeCommand('vscode.executeReferenceProvider', document.uri, at);
    assert.ok(new Set(references.map(({ uri }) => uri.path)).size >= 2);
  },

  async 'a name is changed in all files'() {
    // VS Code would save the files beside the test, which reverts them.
    await vscode.workspace.getConfiguration('files').update('refactoring.autoSave', false, vscode.ConfigurationTarget.Global);
    const { document } = await open('onboarding/welcome.proactive');
    const edit = await executeCommand('vscode.executeDocumentRenameProvider', document.uri, place(document, 'newcomer and', 2), 'beginner');
    const files = edit.entries().map(([uri]) => path.posix.basename(uri.path)).sort();
    assert.ok(files.length >= 2 && files.includes('audience.proactive') && files.includes('welcome.proactive'), files.join());
    assert.ok(await vscode.workspace.applyEdit(edit));
    const audience = await vscode.workspace.openTextDocument(file('onboarding/audience.proactive'));
    assert.match(audience.getText(), /segment beginner when/);
    assert.match(document.getText(), /when beginner and/);
    await new Promise(done => setTimeout(done, 500));
    assert.deepEqual(codes(document.uri), []);
    for (const [uri] of edit.entries()) {
      await revert(await vscode.workspace.openTextDocument(uri));
    }
  },

  async 'the manifest is checked, completed and explained while it is typed'() {
    const { document } = await open('outdoor-shop/proactive.toml');
    const before = document.getText();
    const change = async (from, to) => {
      await replace(document, from, to);
      assert.ok(document.isDirty);
    };
    assert.deepEqual(codes(document.uri), []);
    // A setting takes effect in other files although it is not saved.
    await change(before, `${before}\n[limits]\ntext = 5\n`);
    await until('a finding about another file', () => codes(file('outdoor-shop/cart.proactive')).includes('long-text'));
    await change('text = 5', 'txet = 5');
    await until('the finding', () => codes(document.uri).includes('manifest-error'));
    await until('no finding about another file', () => !codes(file('outdoor-shop/cart.proactive')).includes('long-text'));
    const at = place(document, 'txet', 2);
    const fixes = await executeCommand('vscode.executeCodeActionProvider', document.uri, new vscode.Range(at, at), vscode.CodeActionKind.QuickFix.value, 5);
    const fix = fixes.find(({ edit }) => edit !== undefined);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until('no finding', () => codes(document.uri).length === 0);
    await change('text = 5', '[lints]\nlong-text = ""');
    const list = await executeCommand('vscode.executeCompletionItemProvider', document.uri, place(document, '""', 1));
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(['allow', 'info', 'warn', 'error'].every(level => labels.includes(level)), labels.join());
    const hovers = await executeCommand('vscode.executeHoverProvider', document.uri, place(document, 'long-text', 2));
    const words = hovers.flatMap(({ contents }) => contents.map(it => it.value ?? it)).join('\n');
    assert.match(words, /chat bubble/);
    await change(document.getText(), before);
    await document.save();
    await until('no finding', () => codes(document.uri).length === 0);
    // Other files in TOML are left to other extensions.
    const other = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '[limits]\ntxet = 5\n' });
    await new Promise(done => setTimeout(done, 500));
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri), []);
  },

  async 'a text is laid out when it is saved'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const before = document.getText();
    await vscode.workspace.getConfiguration('editor', document).update('formatOnSave', true, vscode.ConfigurationTarget.Global);
    await replace(document, '  brand acme\n', '      brand    acme\n');
    assert.notEqual(document.getText(), before);
    assert.ok(await document.save());
    assert.equal(document.getText(), before);
  },

  async 'symbols, folds, colours, hints and links are there'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const symbols = await executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
    assert.equal(symbols.length, 3);
    assert.ok((await executeCommand('vscode.executeFoldingRangeProvider', document.uri)).length >= 2);
    assert.ok((await executeCommand('vscode.provideDocumentSemanticTokens', document.uri)).data.length > 0);
    assert.ok((await executeCommand('vscode.executeInlayHintProvider', document.uri, all)).length > 0);
    const found = await executeCommand('vscode.executeWorkspaceSymbolProvider', 'free_ship');
    assert.ok(found.some(({ location }) => location.uri.path.endsWith('cart.proactive')));
  },

  async 'settings count at once'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const lenses = async () => (await executeCommand('vscode.executeCodeLensProvider', document.uri)).length;
    const hints = async () => (await executeCommand('vscode.executeInlayHintProvider', document.uri, all)).length;
    await until('lenses', async () => (await lenses()) > 0);
    await set('codeLenses.enabled', false);
    await until('no lenses', async () => (await lenses()) === 0);
    await set('inlayHints.enabled', false);
    await until('no hints', async () => (await hints()) === 0);
    await set('codeLenses.enabled', undefined);
    await set('inlayHints.enabled', undefined);
    await until('lenses and hints', async () => (await lenses()) > 0 && (await hints()) > 0);
    // A level is taken, too, and does not end the server.
    await set('log', 'debug');
    await set('log', undefined);
    assert.ok(inside.client.running);
  },

  async 'the tests of all workspaces are in the explorer'() {
    const items = await until('tests', () => {
      const found = [];
      inside.tests.controller.items.forEach(item => found.push(item));
      return found.length >= 6 && found;
    });
    const hours = items.find(({ label }) => label === 'outdoor-shop/tests/hours.proactive');
    assert.ok(hours, items.map(({ label }) => label).join());
    assert.equal(hours.children.size, 3);
    assert.equal(hours.children.get('During lunch nobody is promised an adviser').range.start.line, 10);
  },

  async 'tests are run: one, those of a file, all'() {
    const uri = file('outdoor-shop/tests/hours.proactive');
    const ran = () => next(inside.tests.runner.onDidRun, () => true, 'the run');
    let run = ran();
    await executeCommand('proactive.runTest', { uri: inside.client.running.code2ProtocolConverter.asUri(uri), name: 'On Christmas Day the shop stays quiet' });
    let outcomes = await run;
    assert.deepEqual(outcomes.map(({ item, passed }) => [item.id, passed]), [['On Christmas Day the shop stays quiet', true]]);
    await open('outdoor-shop/tests/hours.proactive');
    run = ran();
    await executeCommand('testing.runCurrentFile');
    outcomes = await run;
    assert.deepEqual(outcomes.map(({ passed }) => passed), [true, true, true]);
    run = ran();
    await executeCommand('testing.runAll');
    outcomes = await run;
    assert.ok(outcomes.length >= 20, String(outcomes.length));
    const errored = outcomes.filter(({ passed }) => !passed);
    // A workspace with errors cannot be simulated, and says so.
    assert.ok(errored.every(({ item }) => item.uri.path.includes('/broken/')), errored.map(({ item }) => item.id).join());
    assert.ok(errored.every(({ message }) => /workspace has errors/.test(message.message)));
  },

  async 'a failure is reported at the step that failed'() {
    const { document } = await open('outdoor-shop/tests/hours.proactive');
    await replace(document, 'expect no free_shipping', 'expect free_shipping after 20s');
    const run = next(inside.tests.runner.onDidRun, () => true, 'the run');
    const uri = inside.client.running.code2ProtocolConverter.asUri(document.uri);
    await executeCommand('proactive.runTest', { uri, name: 'During lunch nobody is promised an adviser' });
    const [{ passed, message }] = await run;
    assert.equal(passed, false);
    assert.equal(document.getText(message.location.range).trim(), 'expect free_shipping after 20s');
    assert.match(message.message, /^.*free_shipping.*\n  because /);
    assert.match(message.message, /panier loads/);
    await revert(document);
  },

  async 'coverage tells which comparisons were decided'() {
    const profile = inside.tests.coverageProfile;
    const run = next(inside.tests.runner.onDidCover, () => true, 'the coverage');
    const item = inside.tests.controller.items.get(file('outdoor-shop/tests/hours.proactive').toString());
    const request = new vscode.TestRunRequest([item], undefined, profile);
    await profile.runHandler(request, new vscode.CancellationTokenSource().token);
    const files = await run;
    const cart = files.find(({ uri }) => uri.path.endsWith('outdoor-shop/cart.proactive'));
    assert.ok(cart, files.map(({ uri }) => uri.path).join());
    assert.ok(cart.statementCoverage.total >= 4 && cart.statementCoverage.covered > 0);
    assert.ok(cart.details.some(detail => detail instanceof vscode.DeclarationCoverage));
    const { document } = await open('outdoor-shop/cart.proactive');
    const texts = cart.details.map(({ location }) => document.getText(location));
    assert.ok(texts.includes('visitor.history is new'), texts.join());
  },

  async 'the compiled JSON follows the typing'() {
    const { document, editor } = await open('outdoor-shop/cart.proactive');
    const at = place(document, 'free_shipping', 1);
    editor.selection = new vscode.Selection(at, at);
    await executeCommand('proactive.showCompiledJson');
    const compiled = await until('the JSON', () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'proactive-compiled'));
    assert.equal(JSON.parse(compiled.getText()).id, 'free_shipping');
    await replace(document, 'Livraison offerte', 'Livraison gratuite');
    await until('the new text', () => compiled.getText().includes('Livraison gratuite'));
    await replace(document, 'visitor.history is new', 'visitor.histry is new');
    await until('the errors', () => /^\/\/ The workspace has errors/.test(compiled.getText()));
    assert.ok(compiled.getText().includes('Livraison gratuite'), 'the last JSON stays');
    await replace(document, 'visitor.histry is new', 'visitor.history is new');
    await until('the JSON again', () => compiled.getText().startsWith('{'));
    await revert(document);
    await executeCommand('workbench.action.closeAllEditors');
  },

  async 'the preview shows the message under the cursor'() {
    const { document, editor } = await open('outdoor-shop/cart.proactive');
    const at = place(document, 'where_is_it', 1);
    editor.selection = new vscode.Selection(at, at);
    const shown = next(inside.preview.onDidSend, ({ type, preview }) => type === 'preview' && preview !== null, 'the message');
    const played = next(inside.preview.onDidSend, ({ type }) => type === 'simulation', 'the visitor');
    await executeCommand('proactive.preview');
    assert.equal((await shown).preview.message.id, 'where_is_it');
    const { simulation } = await played;
    assert.equal(simulation.notShown.length, 2);
    assert.ok(simulation.notShown.every(({ reasons }) => reasons.length > 0));
    const again = next(inside.preview.onDidSend, ({ type, preview }) => type === 'preview' && preview?.text?.includes('packet'), 'the new text');
    await replace(document, 'your parcel', 'your packet');
    await again;
    await revert(document);
  },

  async 'a visitor is simulated, by the palette and by the lens'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    let received = next(inside.preview.onDidSend, ({ type }) => type === 'play', 'the form');
    await executeCommand('proactive.simulateVisitor');
    await received;
    const lenses = await executeCommand('vscode.executeCodeLensProvider', document.uri, 100);
    const { command } = lenses.map(lens => lens).find(lens => lens.command?.title === 'simulate');
    received = next(inside.preview.onDidSend, ({ type }) => type === 'play', 'the form');
    const shown = next(inside.preview.onDidSend, ({ type, preview }) => type === 'preview' && preview?.message.id === 'free_shipping', 'the message');
    await executeCommand(command.command, ...command.arguments);
    await received;
    await shown;
    await executeCommand('workbench.action.closeAllEditors');
  },

  async 'lenses lead to the tests of a message'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const lenses = await executeCommand('vscode.executeCodeLensProvider', document.uri, 100);
    const { command } = lenses.find(lens => lens.command?.title === '2 tests');
    await executeCommand(command.command, ...command.arguments);
  },

  async 'a check answers, and reports nothing twice'() {
    const all = () => vscode.languages.getDiagnostics().flatMap(([uri, found]) => found.map(({ range, message }) => `${uri} ${range.start.line} ${message}`));
    await open('broken/messages.proactive');
    const before = all().sort();
    assert.match(await executeCommand('proactive.check'), /^\d+ messages and \d+ tests checked: \d+ errors/);
    assert.deepEqual(all().sort(), before);
    const [task, ...others] = await vscode.tasks.fetchTasks({ type: 'proactive' });
    assert.deepEqual(others, []);
    const ended = next(vscode.tasks.onDidEndTaskProcess, ({ execution }) => execution.task.source === 'proactive', 'the task', 60_000);
    await vscode.tasks.executeTask(task);
    assert.equal((await ended).exitCode, 1);
    assert.deepEqual(all().sort(), before);
  },

  async 'a code opens its page, and a command the language reference'() {
    await open('broken/messages.proactive');
    const [{ code }] = vscode.languages.getDiagnostics(file('broken/messages.proactive')).filter(({ source }) => source === 'proactive');
    assert.equal(code.target.scheme, 'command');
    const shown = label => until(label, () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(tab => tab.label.includes(label)));
    await executeCommand(code.target.path, ...JSON.parse(code.target.query));
    await shown(`${code.value}.md`);
    await executeCommand('proactive.openReference');
    await shown('language.md');
    await executeCommand('workbench.action.closeAllEditors');
  },

  async 'grammar and semantic tokens have one palette'() {
    // Without the mistakes, of which only the server knows what was meant.
    const files = await vscode.workspace.findFiles('**/*.proactive', '**/broken/**');
    assert.ok(files.length > 10, `${files.length} files`);
    const found = await paletteDifferences(process.env.TESTED_CLIENT, files);
    assert.deepEqual(found, []);
  },

  async 'the side bar lists brands, channels and messages, and follows edits'() {
    const { messages } = inside;
    await executeCommand('proactive.messages.focus');
    const shown = node => [node.label, node.description, node.kind];
    const nudge = await until('the messages', () => listed('Free shipping nudge'));
    assert.deepEqual(shown(nudge), ['Free shipping nudge', 'after 30s', 'published']);
    const channel = messages.getParent(nudge);
    const brand = messages.getParent(channel);
    assert.equal(channel.kind, 'channel');
    assert.equal(brand.kind, 'brand');
    // There are several workspaces.
    assert.equal(messages.getParent(brand).label, 'Acme Outdoor');
    assert.equal(messages.getParent(brand).kind, 'project');
    const tooltip = messages.resolveTreeItem(messages.getTreeItem(nudge), nudge).tooltip.value;
    assert.match(tooltip, /`free_shipping`/);
    assert.match(tooltip, /Who:/);
    // What does not show is not redrawn; what does is.
    const { document } = await open('outdoor-shop/cart.proactive');
    let redrawn = 0;
    const counting = messages.onDidChangeTreeData(() => { redrawn += 1; });
    await replace(document, '# Belgian', '\n\n# Belgian');
    const line = place(document, 'where_is_it').line;
    await until('the new place', () => messages.current(listed('Order tracking')).location.range.start.line === line);
    assert.equal(redrawn, 0);
    await replace(document, 'after 0m30s', 'after 0m45s');
    await until('the new moment', () => listed('Free shipping nudge').description === 'after 45s');
    assert.equal(redrawn, 1);
    assert.equal(listed('Free shipping nudge').id, nudge.id);
    // A click leads to where it is now.
    await executeCommand('proactive.messages.open', nudge);
    const { activeTextEditor } = vscode.window;
    assert.equal(activeTextEditor.document.getText(activeTextEditor.selection), 'free_shipping');
    counting.dispose();
    await revert(document);
  },

  async 'the side bar shows problems, and what is not live'() {
    const { messages } = inside;
    const decoration = label => {
      return messages.provideFileDecoration(messages.getTreeItem(listed(label)).resourceUri);
    };
    const { document } = await open('outdoor-shop/cart.proactive');
    await until('no finding', () => decoration('Free shipping nudge') === undefined);
    await replace(document, 'visitor.history is new', 'visitor.histry is new');
    const broken = await until('the finding', () => decoration('Free shipping nudge'));
    assert.deepEqual([broken.badge, broken.color.id], ['1', 'list.errorForeground']);
    assert.equal(decoration('Acme Outdoor').badge, undefined);
    assert.equal(decoration('Acme Outdoor').color.id, 'list.errorForeground');
    assert.equal(decoration('Order tracking'), undefined);
    await revert(document);
    await until('no finding', () => decoration('Free shipping nudge') === undefined);
  },

  async 'a message is paused, published and previewed from the side bar'() {
    const { messages } = inside;
    const find = () => listed('Free shipping nudge');
    const { document } = await open('outdoor-shop/cart.proactive');
    const before = document.getText();
    await executeCommand('proactive.messages.pause', find());
    assert.match(document.getText(), /\n {2}status paused\n\}/);
    await until('the pause', () => find().kind === 'paused');
    assert.equal(messages.getTreeItem(find()).contextValue, 'message.paused');
    await executeCommand('proactive.messages.publish', find());
    assert.equal(document.getText(), before);
    await until('the message', () => find().kind === 'published');
    await executeCommand('workbench.action.closeAllEditors');
    let shown = next(inside.preview.onDidSend, ({ type, preview }) => type === 'preview' && preview?.message.id === 'free_shipping', 'the message');
    await executeCommand('proactive.messages.preview', find());
    await shown;
    const played = next(inside.preview.onDidSend, ({ type }) => type === 'play', 'the form');
    await executeCommand('proactive.messages.whoGetsIt', find());
    await played;
    await executeCommand('proactive.messages.showCompiledJson', find());
    await until('the JSON', () => vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === 'proactive-compiled' && uri.path === '/free_shipping.json'));
    await executeCommand('workbench.action.closeAllEditors');
  },

  async 'a new message begins in a new file'() {
    await executeCommand('proactive.newMessage');
    const { document, selection } = vscode.window.activeTextEditor;
    assert.ok(document.isUntitled);
    assert.equal(document.languageId, 'proactive');
    assert.match(document.getText(), /^message \S+ ".*" \{\n/);
    // The name is selected, to be typed over.
    assert.equal(document.getText(selection), document.getText().match(/^message (\S+)/)[1]);
    await executeCommand('workbench.action.revertAndCloseActiveEditor');
  },

  async 'a new workspace begins without a mistake'() {
    const folder = file('new');
    await vscode.workspace.fs.createDirectory(folder);
    await executeCommand('proactive.newWorkspace', folder);
    const document = await until('the first message', () => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.uri.path.includes('/new/') && shown;
    });
    assert.ok(fs.existsSync(path.join(path.dirname(document.uri.fsPath), 'proactive.toml')));
    await until('an answer', async () => (await executeCommand('vscode.executeDocumentSymbolProvider', document.uri))?.length > 0);
    assert.deepEqual(codes(document.uri), []);
  },

  async 'log and walkthrough open'() {
    await executeCommand('proactive.showLog');
    await executeCommand('proactive.openWalkthrough');
    await executeCommand('workbench.action.closeAllEditors');
  },

  async 'a server that is killed comes back'() {
    const { document } = await open('outdoor-shop/cart.proactive');
    const before = pids();
    assert.equal(before.length, 1);
    process.kill(before[0], 'SIGKILL');
    await until('another server', () => pids().some(pid => pid !== before[0]));
    await isRunning();
    await replace(document, 'visitor.history is new', 'visitor.histry is new');
    await until('the finding', () => codes(document.uri).length > 0);
    await revert(document);
    await until('no finding', () => codes(document.uri).length === 0);
  },

  async 'the server is restarted by command, and there is one'() {
    const before = pids();
    await executeCommand('proactive.restartServer');
    await isRunning();
    await until('the old server to end', () => pids().length === 1 && pids()[0] !== before[0]);
  },

  async 'without the program the findings go, and come again with it'() {
    await until('findings', () => codes(file('broken/messages.proactive')).length > 0);
    await set('server.path', '/nowhere/proactive');
    await until('the state', () => inside.status.text === '$(warning) Proactive');
    assert.equal(inside.client.running, undefined);
    await until('no server', () => pids().length === 0);
    assert.deepEqual(codes(file('broken/messages.proactive')), []);
    await set('server.path', PROGRAM);
    await isRunning();
    await until('findings', () => codes(file('broken/messages.proactive')).length > 0);
  },
};

/** The language servers that run, by their process ids. */
function pids() {
  return fs.readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).filter(pid => {
    try {
      const [program, command] = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return program === PROGRAM && command === 'lsp';
    } catch {
      return false;
    }
  });
}

exports.run = async () => {
  const only = process.env.TESTED_ONLY;
  for (const { fsPath } of await vscode.workspace.findFiles('**/*.proactive')) {
    ORIGINALS.set(fsPath, fs.readFileSync(fsPath, 'utf8'));
  }
  const results = [];
  for (const [index, [name, test]] of Object.entries(TESTS).entries()) {
    // The first two begin the extension.
    if (only && index > 1 && !name.includes(only)) {
      continue;
    }
    const started = Date.now();
    const error = await test().then(() => null, thrown => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)));
    results.push({ name, milliseconds: Date.now() - started, error });
    fs.writeFileSync(process.env.TESTED_REPORT, JSON.stringify(results));
  }
  if (results.some(({ error }) => error !== null)) {
    throw new Error('some tests have failed');
  }
};
