import { StartupFault } from "../db/cluster/fault";

/** Asks at the terminal without showing what is typed. Ctrl-C and Ctrl-D give up. */
export function askHidden(question: string): Promise<string> {
  const { stdin, stdout } = process;
  stdout.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  stdin.resume();
  return new Promise((resolve, reject) => {
    let answer = "";
    const onData = (typed: string) => {
      for (const character of typed) {
        if (character === "\r" || character === "\n") return finish(() => resolve(answer));
        if (character === "\u0003" || character === "\u0004")
          return finish(() => reject(new StartupFault("Interrotto.")));
        if (character === "\u007f" || character === "\b") answer = [...answer].slice(0, -1).join("");
        else answer += character;
      }
    };
    const finish = (settle: () => void) => {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
      stdout.write("\n");
      settle();
    };
    stdin.on("data", onData);
  });
}
