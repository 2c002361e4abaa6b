// Runs bin/<name>.ts. Plain JavaScript that any Node understands, so that an old Node or a missing install gets a
// clear message; the command runs in this very process, with no wrapper that could die and leave it behind.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  stop(
    `FlussIO richiede Node.js 20.9 o successivo; questo è ${process.version}.\nInstalla una versione più recente e riprova.`,
  );
}

const name = process.argv.splice(2, 1)[0];
try {
  await import("tsx");
} catch {
  stop('Mancano i pacchetti del progetto: esegui prima "npm install".');
}
await import(`./${name}.ts`);

function stop(message) {
  console.error(message);
  process.exit(1);
}
