import Link from "next/link";
import { countLimit } from "@/lib/page";
import { number, plural } from "../italian/format";
import { listUrl } from "../search-params";

/** How many notifications wait for a decision, single ones included. */
export function UncertainLink({ count }: { count: number }) {
  if (count === 0) return null;
  const shown = count > countLimit ? `oltre ${number(countLimit)}` : number(count);
  return (
    <p>
      <Link href={listUrl("/notifiche/archivio", { undecided: "true", disabled: "false" })}>
        {shown} {plural(count, "notifica", "notifiche")} con esito incerto
      </Link>
      {count === 1 ? ": decidi se inviarla di nuovo." : ": decidi una per una se inviarle di nuovo."}
    </p>
  );
}
