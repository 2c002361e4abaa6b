import Link from "next/link";
import { version } from "@/package.json";

export function Footer() {
  return (
    <footer className="console-footer">
      <ul>
        <li>
          <Link href="/accessibilita">Dichiarazione di accessibilità</Link>
        </li>
        <li>FlussIO {version}</li>
      </ul>
    </footer>
  );
}
