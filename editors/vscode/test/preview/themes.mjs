// The colours of four VS Code themes that the panel uses, so that it can be viewed without VS Code:
// "Default Light Modern", "Default Dark Modern", "Dark High Contrast", "Light High Contrast".

const light = {
  foreground: '#3b3b3b', 'font-family': 'sans-serif', 'font-size': '13px', descriptionForeground: '#3b3b3b',
  'editor-background': '#ffffff', 'editorWidget-background': '#f8f8f8', 'panel-border': '#e5e5e5',
  'widget-border': '#e5e5e5', 'widget-shadow': '#00000029', 'button-background': '#005fb8',
  'button-foreground': '#ffffff', 'button-border': '#0000001a', 'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b', 'input-background': '#ffffff', 'input-foreground': '#3b3b3b',
  'input-border': '#cecece', 'textLink-foreground': '#005fb8', focusBorder: '#005fb8',
  errorForeground: '#c62f2f', 'inputValidation-errorBorder': '#be1100', 'charts-green': '#388a34',
  'editorWarning-foreground': '#825f02', 'textPreformat-foreground': '#3b3b3b', 'textPreformat-background': '#0000001f',
};

const dark = {
  ...light, foreground: '#cccccc', descriptionForeground: '#9d9d9d', 'editor-background': '#1f1f1f',
  'editorWidget-background': '#202020', 'panel-border': '#2b2b2b', 'widget-border': '#313131',
  'widget-shadow': '#0000005c', 'button-background': '#0078d4', 'button-border': '#ffffff12',
  'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc', 'input-background': '#313131',
  'input-foreground': '#cccccc', 'input-border': '#3c3c3c', 'textLink-foreground': '#4daafc', focusBorder: '#0078d4',
  errorForeground: '#f85149', 'charts-green': '#89d185', 'editorWarning-foreground': '#cca700',
  'textPreformat-foreground': '#d0d0d0', 'textPreformat-background': '#3c3c3c',
};

const contrast = {
  ...dark, foreground: '#ffffff', descriptionForeground: '#ffffffb3', 'editor-background': '#000000',
  'editorWidget-background': '#0c141f', 'panel-border': '#6fc3df', 'widget-border': '#6fc3df', contrastBorder: '#6fc3df',
  'button-background': '#000000', 'button-foreground': '#ffffff', 'button-border': '#6fc3df',
  'button-secondaryBackground': '#000000', 'button-secondaryForeground': '#ffffff', 'input-background': '#000000',
  'input-foreground': '#ffffff', 'input-border': '#6fc3df', 'textLink-foreground': '#21a6ff', focusBorder: '#f38518',
  errorForeground: '#f48771', 'textPreformat-foreground': '#000000', 'textPreformat-background': '#ffffff',
};

const contrastLight = {
  ...light, foreground: '#292929', descriptionForeground: '#292929', 'editorWidget-background': '#ffffff',
  'panel-border': '#0f4a85', 'widget-border': '#0f4a85', contrastBorder: '#0f4a85', 'button-background': '#0f4a85',
  'button-border': '#0f4a85', 'button-secondaryBackground': '#ffffff', 'button-secondaryForeground': '#292929',
  'input-foreground': '#292929', 'input-border': '#0f4a85', 'textLink-foreground': '#0f4a85', focusBorder: '#006bbd',
  errorForeground: '#b5200d', 'charts-green': '#374e06', 'editorWarning-foreground': '#895503',
  'textPreformat-foreground': '#ffffff', 'textPreformat-background': '#09345f',
};

export const THEMES = { light, dark, contrast, contrastLight };

/** A style sheet with the variables of a theme, and the style that VS Code gives to code in every panel. */
export function style(theme) {
  const variables = Object.entries(theme).map(([name, value]) => `--vscode-${name}: ${value};`);
  const code = '@layer vscode-default { code { color: var(--vscode-textPreformat-foreground); '
    + 'background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; } }';
  return `${code} :root { ${variables.join(' ')} } body { background: var(--vscode-editor-background); }`;
}
