import Link from "next/link";
import type { ReactNode } from "react";
import { env } from "@/lib/env";
import { countNewNotices } from "@/lib/notices/list";
import { listServices } from "@/lib/services/list";
import { requireContext } from "../session";
import { ConnectionAlert } from "../ui/connection-alert";
import { Footer } from "../ui/footer";
import { Header } from "../ui/header";
import { PageProgress } from "../ui/page-progress";
import { PrintStamp } from "../ui/print-stamp";
import { Icon } from "../ui/sprite-icon";
import { leave } from "./actions";
import { NoticesLink } from "./avvisi/notices-link";
import { Menu } from "./menu";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await requireContext();
  const [services, fresh] = await Promise.all([listServices(ctx), countNewNotices(ctx)]);
  const organizations = [...new Set(services.map((service) => service.organizationName))];
  return (
    <>
      <PageProgress />
      <Header
        organizations={organizations}
        simulated={env().FLUSSIO_SANDBOX}
        user={<User name={ctx.actor.fullName} fresh={fresh} />}
        menu={<Menu administers={ctx.actor.administers} />}
      />
      <main id="contenuto" className="console-main" tabIndex={-1}>
        <PrintStamp />
        <ConnectionAlert />
        {children}
      </main>
      <Footer />
    </>
  );
}

function User({ name, fresh }: { name: string; fresh: number }) {
  return (
    <form action={leave} className="user-corner">
      <NoticesLink fresh={fresh} />
      <Link href="/profilo" title="Il mio profilo">
        <Icon name="it-user" className="icon-sm icon-white" /> {name}
      </Link>
      <button type="submit" className="btn btn-xs btn-outline-light">
        Esci
      </button>
    </form>
  );
}
