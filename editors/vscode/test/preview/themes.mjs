// The colours of three VS Code themes that the panel uses, so that it can be viewed without VS Code:
// "Default Light Modern", "Default Dark Modern", "Dark High Contrast".

const light = {
  foreground: '#3b3b3b', 'font-family': 'sans-serif', 'font-size': '13px', descriptionForeground: '#3b3b3b',
  'editor-background': '#ffffff', 'editorWidget-background': '#f8f8f8', 'panel-border': '#e5e5e5',
  'widget-border': '#e5e5e5', 'widget-shadow': '#00000029', 'button-background': '#005fb8',
  'button-foreground': '#ffffff', 'button-border': '#0000001a', 'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b', 'input-background': '#ffffff', 'input-foreground': '#3b3b3b',
  'input-border': '#cecece', 'textLink-foreground': '#005fb8', focusBorder: '#005fb8',
  errorForeground: '#c62f2f', 'inputValidation-errorBorder': '#be1100', 'charts-green': '#388a34',
  'editorWarning-foreground': '#825f02',
};

const dark = {
  ...light, foreground: '#cccccc', descriptionForeground: '#9d9d9d', 'editor-background': '#1f1f1f',
  'editorWidget-background': '#202020', 'panel-border': '#2b2b2b', 'widget-border': '#313131',
  'widget-shadow': '#0000005c', 'button-background': '#0078d4', 'button-border': '#ffffff12',
  'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc', 'input-background': '#313131',
  'input-foreground': '#cccccc', 'input-border': '#3c3c3c', 'textLink-foreground': '#4daafc', focusBorder: '#0078d4',
  errorForeground: '#f85149', 'charts-green': '#89d185', 'editorWarning-foreground': '#cca700',
};

const contrast = {
  ...dark, foreground: '#ffffff', descriptionForeground: '#ffffffb3', 'editor-background': '#000000',
  'editorWidget-background': '#0c141f', 'panel-border': '#6fc3df', 'widget-border': '#6fc3df', contrastBorder: '#6fc3df',
  'button-background': '#000000', 'button-foreground': '#ffffff', 'button-border': '#6fc3df',
  'button-secondaryBackground': '#000000', 'button-secondaryForeground': '#ffffff', 'input-background': '#000000',
  'input-foreground': '#ffffff', 'input-border': '#6fc3df', 'textLink-foreground': '#21a6ff', focusBorder: '#f38518',
  errorForeground: '#f48771',
};

export const THEMES = { light, dark, contrast };

/** A style sheet with the variables of a theme, as VS Code sets them. */
export function style(theme) {
  const variables = Object.entries(theme).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `:root { ${variables.join(' ')} } body { background: var(--vscode-editor-background); }`;
}
