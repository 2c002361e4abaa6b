import { CheckField, Field, SelectField, TextAreaField } from "@/app/ui/field";

export const serviceLabels = {
  organizationId: "Ente",
  code: "Codice",
  name: "Nome",
  appioServiceId: "ID servizio App IO",
  subscriptionKey: "Chiave di sottoscrizione",
  testing: "In prova",
  testFiscalCodes: "Codici fiscali di prova",
  maxPaymentAmount: "Importo massimo (euro)",
  requireSecureChannels: "Canale sicuro",
};

/** What a person writes of a service, as texts. */
export type ServiceTexts = {
  organizationId: string;
  code: string;
  name: string;
  appioServiceId: string;
  testing: boolean;
  testFiscalCodes: string;
  maxPaymentAmount: string;
  requireSecureChannels: boolean;
};

export function ServiceFields({
  organizations,
  service,
  keyKept,
}: {
  organizations: readonly { id: string; name: string }[];
  service: ServiceTexts;
  /** There is a key already: an empty field leaves it. */
  keyKept: boolean;
}) {
  return (
    <>
      <div className="form-grid">
        <SelectField
          name="organizationId"
          label={serviceLabels.organizationId}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          empty="Scegli un ente"
          defaultValue={service.organizationId}
          required
        />
        <Field
          name="code"
          label={serviceLabels.code}
          hint="Breve, per riconoscerlo negli elenchi: per esempio TRIB."
          maxLength={40}
          defaultValue={service.code}
          required
        />
        <Field name="name" label={serviceLabels.name} maxLength={100} defaultValue={service.name} required />
        <Field
          name="appioServiceId"
          label={serviceLabels.appioServiceId}
          hint="Si legge nel BackOffice IO, nella pagina del servizio."
          maxLength={60}
          defaultValue={service.appioServiceId}
          spellCheck={false}
          required
        />
        <Field
          name="subscriptionKey"
          type="password"
          label={serviceLabels.subscriptionKey}
          autoComplete="new-password"
          hint={
            keyKept
              ? "È salvata cifrata e non si mostra. Scrivi qui solo per sostituirla."
              : "Primaria o secondaria, dal BackOffice IO. Una volta salvata non si mostra più."
          }
          className="wide"
          required={!keyKept}
        />
      </div>
      <CheckField
        name="testing"
        label={serviceLabels.testing}
        defaultChecked={service.testing}
        hint="FlussIO rifiuta i destinatari che non sono tra i codici di prova. Serve perché anche la chiave di un servizio in bozza scrive ai cittadini veri: togli la spunta solo quando il servizio è pronto."
      />
      <TextAreaField
        name="testFiscalCodes"
        label={serviceLabels.testFiscalCodes}
        rows={4}
        defaultValue={service.testFiscalCodes}
        hint="Uno per riga. Sono anche i destinatari dell'Invio di prova: usa solo codici di persone d'accordo."
      />
      <div className="form-grid">
        <Field
          name="maxPaymentAmount"
          label={serviceLabels.maxPaymentAmount}
          inputMode="decimal"
          hint="Lo stesso scritto nel BackOffice IO. Con 0,00 ogni avviso di pagamento è rifiutato."
          defaultValue={service.maxPaymentAmount}
        />
      </div>
      <CheckField
        name="requireSecureChannels"
        label={serviceLabels.requireSecureChannels}
        defaultChecked={service.requireSecureChannels}
        hint="Per argomenti delicati: App IO non manda copia del messaggio per e-mail."
      />
    </>
  );
}
