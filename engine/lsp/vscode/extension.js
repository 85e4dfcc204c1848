// Starts `python main.py lsp` for the YAML files of the open folder. All knowledge of stories is in the server.
const path = require("path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = function () {
  const folder = (vscode.workspace.workspaceFolders || [])[0];
  const root = folder ? folder.uri.fsPath : process.cwd();
  const settings = vscode.workspace.getConfiguration("lanternOtome");
  const server = {
    command: settings.get("python"),
    args: [path.resolve(root, settings.get("main")), "lsp"],
    options: { cwd: root },
  };
  const documents = { documentSelector: [{ scheme: "file", language: "yaml" }] };
  client = new LanguageClient("lanternOtome", "Lantern Otome", server, documents);
  return client.start();
};

exports.deactivate = function () {
  return client ? client.stop() : undefined;
};
