import Link from "next/link";
import { noticesLink } from "@/app/italian/notices";
import { Icon } from "@/app/ui/sprite-icon";
import "./notices.css";

/** In the header: the page of the notices, and how many are new. */
export const NoticesLink = ({ fresh }: { fresh: number }) => (
  <Link href="/avvisi" className="notices-link" aria-label={noticesLink(fresh)} title={noticesLink(fresh)}>
    <Icon name="it-inbox" className="icon-sm icon-white" /> <span aria-hidden="true">Avvisi</span>
    {fresh > 0 && (
      <span className="notices-new" aria-hidden="true">
        {fresh >= 100 ? "99+" : fresh}
      </span>
    )}
  </Link>
);
