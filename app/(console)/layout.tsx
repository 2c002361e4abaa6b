import type { ReactNode } from "react";
import { env } from "@/lib/env";
import { listServices } from "@/lib/services/list";
import { requireContext } from "../session";
import { Footer } from "../ui/footer";
import { Header } from "../ui/header";
import { Icon } from "../ui/sprite-icon";
import { leave } from "./actions";
import { Menu } from "./menu";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await requireContext();
  const services = await listServices(ctx);
  const organizations = [...new Set(services.map((service) => service.organizationName))];
  return (
    <>
      <Header
        organizations={organizations}
        simulated={env().FLUSSIO_SANDBOX}
        user={<User name={ctx.actor.fullName} />}
        menu={<Menu />}
      />
      <main id="contenuto" className="console-main" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}

function User({ name }: { name: string }) {
  return (
    <form action={leave} className="user-corner">
      <span>
        <Icon name="it-user" className="icon-sm icon-white" /> {name}
      </span>
      <button type="submit" className="btn btn-xs btn-outline-light">
        Esci
      </button>
    </form>
  );
}
