import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { env } from "@/lib/env";
import { currentOperator } from "../session";
import { Alert } from "../ui/alert";
import { Field } from "../ui/field";
import { Footer } from "../ui/footer";
import { Form, Submit } from "../ui/form";
import { Header } from "../ui/header";
import { enter } from "./actions";
import { safeReturn } from "./safe-return";

export const metadata: Metadata = { title: "Accesso" };

export default async function SignInPage({ searchParams }: PageProps<"/accesso">) {
  const back = safeReturn((await searchParams).ritorno);
  if (await currentOperator()) redirect(back);
  return (
    <>
      <Header organizations={["Console degli invii con App IO"]} />
      <main id="contenuto" className="console-main sign-in" tabIndex={-1}>
        <h1>Accesso</h1>
        <Form action={enter} labels={{ username: "Nome utente", password: "Password" }}>
          <input type="hidden" name="ritorno" value={back} />
          <Field name="username" label="Nome utente" autoComplete="username" spellCheck={false} />
          <Field name="password" label="Password" type="password" autoComplete="current-password" />
          <Submit>Accedi</Submit>
        </Form>
        {env().FLUSSIO_EMBEDDED && (
          <Alert tone="info" title="Installazione di prova">
            <p>I nomi utente e le password dimostrativi sono scritti nel terminale da cui FlussIO è stato avviato.</p>
          </Alert>
        )}
      </main>
      <Footer />
    </>
  );
}
