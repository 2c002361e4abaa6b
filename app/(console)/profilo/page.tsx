import type { Metadata } from "next";
import { found } from "@/app/found";
import { requireContext } from "@/app/session";
import { Field } from "@/app/ui/field";
import { Form, Submit } from "@/app/ui/form";
import { PageTitle } from "@/app/ui/page-title";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import { passwordRule } from "@/lib/operators/password-rule";
import { ownProfile } from "@/lib/operators/profile";
import { change, edit } from "./actions";
import { Allowed } from "./allowed";

export const metadata: Metadata = { title: "Il mio profilo" };

const labels = {
  email: "Posta elettronica",
  currentPassword: "Password di adesso",
  password: "Nuova password",
  again: "Ripeti la nuova password",
};

/** Il mio profilo: what whoever is signed in may do, and the part of his record that he keeps himself. */
export default async function ProfilePage() {
  const ctx = await requireContext();
  const profile = await found(ctx.actor.id, () => ownProfile(ctx));
  return (
    <>
      <PageTitle title="Il mio profilo" crumbs={[]} />
      <div className="record">
        <section className="panel" aria-labelledby="chi-sono">
          <h2 id="chi-sono">{profile.name}</h2>
          <StaticFields>
            <StaticField label="Nome utente" double>
              {profile.username}
            </StaticField>
            <StaticField label="Ruoli" wide>
              {profile.roles.join(", ") || "Nessun ruolo"}
            </StaticField>
          </StaticFields>
          <Allowed profile={profile} />
        </section>
        <div className="record-side">
          <section className="panel" aria-labelledby="avvisi">
            <h2 id="avvisi">Avvisi</h2>
            <Form action={edit} labels={labels}>
              <Field
                name="email"
                label={labels.email}
                type="email"
                autoComplete="email"
                maxLength={254}
                defaultValue={profile.email ?? ""}
                hint="Per gli avvisi via posta; senza indirizzo li leggi solo nella console."
              />
              <Submit>Aggiorna</Submit>
            </Form>
          </section>
          <section className="panel" aria-labelledby="password-propria">
            <h2 id="password-propria">Cambia la password</h2>
            <Form action={change} labels={labels}>
              {/* For password managers: whose password it is. */}
              <input type="text" name="username" autoComplete="username" defaultValue={profile.username} hidden />
              <Field
                name="currentPassword"
                label={labels.currentPassword}
                type="password"
                autoComplete="current-password"
                required
              />
              <Field
                name="password"
                label={labels.password}
                type="password"
                autoComplete="new-password"
                hint={`${passwordRule} Le altre tue sessioni si chiudono.`}
                required
              />
              <Field name="again" label={labels.again} type="password" autoComplete="new-password" required />
              <Submit>Cambia la password</Submit>
            </Form>
          </section>
        </div>
      </div>
    </>
  );
}
