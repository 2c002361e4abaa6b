/** The 66 payloads that were run through App IO's own codec, with the verdict it gave (appio.md §7). */
const content = { subject: "Avviso di pagamento", markdown: "Testo del messaggio. ".repeat(6) };
const message = { fiscal_code: "AAAAAA00A00A000A", content };

const withContent = (fields: Record<string, unknown>) => ({ ...message, content: { ...content, ...fields } });
const due = (due_date: unknown) => withContent({ due_date });
const payment = (fields: Record<string, unknown>) =>
  withContent({ payment_data: { amount: 12345, notice_number: "301000000000000001", ...fields } });
const thirdParty = (third_party_data: unknown) => withContent({ third_party_data });
const to = (fiscal_code: unknown) => ({ ...message, fiscal_code });
const fullThirdParty = {
  id: "pratica-1",
  original_sender: "Comune",
  original_receipt_date: "2026-01-01T10:00:00Z",
  has_attachments: true,
  has_remote_content: true,
  has_precondition: "ONCE",
  summary: "Sintesi",
  configuration_id: "01ARZ3NDEKTSV4RRFFQ69G5FAV",
};

export const accepted: readonly (readonly [string, unknown])[] = [
  ["a plain message", message],
  ["an ADVANCED message", { ...message, feature_level_type: "ADVANCED" }],
  ["secure channels", withContent({ require_secure_channels: true })],
  ["subject of 10", withContent({ subject: "a".repeat(10) })],
  ["subject of 120", withContent({ subject: "a".repeat(120) })],
  ["subject of ten spaces", withContent({ subject: " ".repeat(10) })],
  ["subject of 60 emoji", withContent({ subject: "😀".repeat(60) })],
  ["markdown of 80", withContent({ markdown: "a".repeat(80) })],
  ["markdown of 10000", withContent({ markdown: "a".repeat(10_000) })],
  ["markdown of 80 newlines", withContent({ markdown: "\n".repeat(80) })],
  ["omocodia", to("AAAAAALLALLALLLA")],
  ["wrong check character", to("AAAAAA00A00A000Z")],
  ["day 99", to("AAAAAA00A99A000A")],
  ["no fiscal code", { content }],
  ["time to live 3600", { ...message, time_to_live: 3600 }],
  ["time to live 604800", { ...message, time_to_live: 604_800 }],
  ["time to live null", { ...message, time_to_live: null }],
  ["due date in UTC", due("2026-12-31T22:59:59.000Z")],
  ["due date without milliseconds", due("2026-12-31T22:59:59Z")],
  ["due date without zone", due("2026-12-31T22:59:59")],
  ["due date with an offset", due("2026-12-31T23:59:59+02:00")],
  ["due date on 30 February", due("2026-02-30T10:00:00Z")],
  ["due date in 2001", due("2001-01-01T00:00:00Z")],
  ["payment without payee", payment({})],
  ["payment with payee", payment({ payee: { fiscal_code: "00000010009" } })],
  ["amount 1", payment({ amount: 1 })],
  ["amount 9999999999", payment({ amount: 9_999_999_999 })],
  ["third party id alone", thirdParty({ id: "x" })],
  ["full third party data", thirdParty(fullThirdParty)],
  ["unknown fields", { ...withContent({ colour: "red" }), priority: 1 }],
  ["prescription data", withContent({ prescription_data: { nre: "123456789012345" } })],
  ["green pass", withContent({ eu_covid_cert: { auth_code: "abc" } })],
];

export const refused: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["an empty object", {}],
  ["subject of 9", withContent({ subject: "a".repeat(9) })],
  ["subject of 121", withContent({ subject: "a".repeat(121) })],
  ["subject of 61 emoji", withContent({ subject: "😀".repeat(61) })],
  ["no subject", withContent({ subject: undefined })],
  ["markdown of 79", withContent({ markdown: "a".repeat(79) })],
  ["markdown of 10001", withContent({ markdown: "a".repeat(10_001) })],
  ["lower-case fiscal code", to("aaaaaa00a00a000a")],
  ["fiscal code with a trailing space", to("AAAAAA00A00A000A ")],
  ["company code of 11 digits", to("00000010009")],
  ["month letter F", to("AAAAAA00F00A000A")],
  ["time to live 3599", { ...message, time_to_live: 3599 }],
  ["time to live 604801", { ...message, time_to_live: 604_801 }],
  ["time to live as text", { ...message, time_to_live: "3600" }],
  ["feature level PREMIUM", { ...message, feature_level_type: "PREMIUM" }],
  ["due date without time", due("2026-12-31")],
  ["due date in month 13", due("2026-13-01T10:00:00Z")],
  ["due date without seconds", due("2026-12-31T10:00Z")],
  ["due date with +0200", due("2026-12-31T10:00:00+0200")],
  ["amount 0", payment({ amount: 0 })],
  ["amount 10.5", payment({ amount: 10.5 })],
  ["amount as text", payment({ amount: "100" })],
  ["amount 10000000000", payment({ amount: 10_000_000_000 })],
  ["notice number starting with 4", payment({ notice_number: "401000000000000001" })],
  ["notice number of 17 digits", payment({ notice_number: "30100000000000001" })],
  ["notice number as a number", payment({ notice_number: 301000000000000 })],
  ["invalid_after_due_date as text", payment({ invalid_after_due_date: "true" })],
  ["payee of 10 digits", payment({ payee: { fiscal_code: "0000001000" } })],
  ["third party id empty", thirdParty({ id: "" })],
  ["configuration id in hexadecimal", thirdParty({ id: "x", configuration_id: "0123456789abcdef0123456789abcdef" })],
  ["precondition as a boolean", thirdParty({ id: "x", has_precondition: true })],
  ["bad e-mail", { ...message, default_addresses: { email: "nobody@nowhere" } }],
  ["incomplete legal data", withContent({ legal_data: { sender_mail_from: "a@b.it" } })],
];
