// The colours of the grammar and of semantic tokens in the default themes, resolved by VS Code's own rules.

const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const THEMES = ['dark_modern', 'light_modern', 'hc_black', 'hc_light'];

/** The tokens that have another colour before the server answers than after it. */
exports.paletteDifferences = async (client, files) => {
  const code = path.join(client, 'node_modules/code-server/lib/vscode');
  const { Registry, INITIAL, parseRawGrammar } = require(path.join(code, 'node_modules/vscode-textmate'));
  const oniguruma = require(path.join(code, 'node_modules/vscode-oniguruma'));
  await oniguruma.loadWASM(fs.readFileSync(path.join(code, 'node_modules/vscode-oniguruma/release/onig.wasm')).buffer);
  const onigLib = Promise.resolve({
    createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
    createOnigString: text => new oniguruma.OnigString(text),
  });
  const extension = vscode.extensions.getExtension('proactive.proactive');
  const [{ scopes }] = extension.packageJSON.contributes.semanticTokenScopes;
  const grammar = fs.readFileSync(path.join(extension.extensionPath, 'syntaxes/proactive.tmLanguage.json'), 'utf8');
  const loadGrammar = async name => {
    // A grammar in which a whole line has the one scope that it is named after.
    const probe = JSON.stringify({ scopeName: name, patterns: [{ match: '.+', name: name.replace(/^probe\./, '') }] });
    return parseRawGrammar(name === 'source.proactive' ? grammar : probe, 'grammar.json');
  };
  const differences = new Set();
  for (const theme of THEMES) {
    const registry = new Registry({ onigLib, loadGrammar, theme: { settings: settingsOf(path.join(code, 'extensions/theme-defaults/themes', `${theme}.json`)) } });
    const colour = metadata => registry.getColorMap()[(metadata >>> 15) & 0x1ff];
    const semantic = {};
    for (const [kind, [scope]] of Object.entries(scopes)) {
      semantic[kind] = colour((await registry.loadGrammar(`probe.${scope}`)).tokenizeLine2('x', INITIAL).tokens[1]);
    }
    const loaded = await registry.loadGrammar('source.proactive');
    for (const file of files) {
      const document = await vscode.workspace.openTextDocument(file);
      const legend = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', file);
      const { data } = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', file);
      const lines = [];
      let stack = INITIAL;
      for (let line = 0; line < document.lineCount; line += 1) {
        const { tokens, ruleStack } = loaded.tokenizeLine2(document.lineAt(line).text, stack);
        stack = ruleStack;
        lines.push(tokens);
      }
      let [line, start] = [0, 0];
      for (let at = 0; at < data.length; at += 5) {
        start = data[at] === 0 ? start + data[at + 1] : data[at + 1];
        line += data[at];
        const kind = legend.tokenTypes[data[at + 3]];
        const tokens = lines[line];
        for (let index = 0; index < tokens.length; index += 2) {
          const [from, to] = [tokens[index], tokens[index + 2] ?? Infinity];
          if (from < start + data[at + 2] && to > start && colour(tokens[index + 1]) !== semantic[kind]) {
            const text = document.lineAt(line).text.slice(Math.max(from, start), Math.min(to, start + data[at + 2]));
            if (text.trim() !== '') {
              differences.add(`${theme}: ${kind} ${text}: ${colour(tokens[index + 1])}, then ${semantic[kind]}`);
            }
          }
        }
      }
    }
  }
  return [...differences];
};

/** The rules of a theme, after those that it includes. */
function settingsOf(file) {
  const text = fs.readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '').replace(/\s\/\/ .*$/gm, '').replace(/,(\s*[}\]])/g, '$1');
  const { include, tokenColors = [], colors = {} } = JSON.parse(text);
  const included = include === undefined ? [] : settingsOf(path.join(path.dirname(file), include));
  const plain = colors['editor.foreground'] === undefined ? [] : [{ settings: { foreground: colors['editor.foreground'] } }];
  return [...included, ...plain, ...tokenColors];
}
