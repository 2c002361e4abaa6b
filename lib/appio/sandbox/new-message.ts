import {
  boolean,
  both,
  type Codec,
  either,
  fields,
  integer,
  leaf,
  literal,
  nonEmptyString,
  oneOf,
  pattern,
  string,
  stringOfLength,
  withDefault,
} from "@/lib/appio/sandbox/codec";
import { isEmail } from "@/lib/appio/sandbox/email";
import { fiscalCodePattern } from "@/lib/appio/sandbox/fiscal-code-parameter";

const fiscalCode = pattern(fiscalCodePattern);
const exact = (name: string, required: Record<string, Codec>, optional: Record<string, Codec> = {}) =>
  fields(`Exact<${name}>`, required, optional);

function instant(name: string, source: string): Codec {
  const expression = new RegExp(source);
  const accepts = (value: unknown) =>
    typeof value === "string" && expression.test(value) && !Number.isNaN(Date.parse(value));
  return leaf(name, accepts);
}

const timestamp = either(
  instant("UtcOnlyIsoDateFromString", "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z)?$"),
  instant(
    "TimezoneOnlyIsoDateFromString",
    "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?[+-](\\d{2})\\:(\\d{2})$",
  ),
);

const timeToLive = withDefault(either(integer(3600, 604800), literal(604800)), 3600);
const featureLevel = withDefault(oneOf("FeatureLevelType", ["STANDARD", "ADVANCED"]), "STANDARD");

const paymentData = both(
  exact(
    "PaymentDataBase",
    { amount: either(integer(1, 9999999999), literal(9999999999)), notice_number: pattern("^[0123][0-9]{17}$") },
    { invalid_after_due_date: withDefault(boolean, false) },
  ),
  exact("PaymentData2", {}, { payee: exact("Payee", { fiscal_code: pattern("^[0-9]{11}$") }) }),
);

const thirdPartyData = exact(
  "ThirdPartyData",
  { id: nonEmptyString },
  {
    original_sender: nonEmptyString,
    original_receipt_date: timestamp,
    has_attachments: withDefault(boolean, false),
    has_remote_content: withDefault(boolean, false),
    has_precondition: oneOf("HasPrecondition", ["ALWAYS", "ONCE", "NEVER"]),
    summary: nonEmptyString,
    configuration_id: pattern("^[0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{26}$"),
  },
);

/** Gone from today's specification, still decoded (and refused when malformed) by the codec behind it. */
const prescriptionData = exact(
  "PrescriptionData",
  { nre: stringOfLength(15, 16) },
  { iup: stringOfLength(1, 17), prescriber_fiscal_code: fiscalCode },
);
const legalData = exact(
  "LegalData",
  { sender_mail_from: nonEmptyString, has_attachment: withDefault(boolean, false), message_unique_id: nonEmptyString },
  { original_message_url: nonEmptyString, pec_server_service_id: nonEmptyString },
);

const content = both(
  exact(
    "MessageContentBase",
    { subject: stringOfLength(10, 121), markdown: stringOfLength(80, 10001) },
    { require_secure_channels: boolean },
  ),
  exact(
    "MessageContent2",
    {},
    {
      payment_data: paymentData,
      prescription_data: prescriptionData,
      legal_data: legalData,
      eu_covid_cert: exact("EUCovidCert", { auth_code: string }),
      third_party_data: thirdPartyData,
      due_date: timestamp,
    },
  ),
);

const email = leaf("string that represents an email address", (value) => typeof value === "string" && isEmail(value));

const newMessage = both(
  exact(
    "NewMessage",
    { content },
    {
      time_to_live: timeToLive,
      default_addresses: exact("NewMessageDefault_addresses", {}, { email }),
      fiscal_code: fiscalCode,
      feature_level_type: featureLevel,
    },
  ),
  fields(`{ feature_level_type: ${featureLevel.name}, time_to_live: ${timeToLive.name} }`, {
    feature_level_type: featureLevel,
    time_to_live: timeToLive,
  }),
);

/** The lines of the 400 "Invalid message structure"; none when App IO accepts the payload. They echo what was sent. */
export function problemsOfNewMessage(payload: unknown): string[] {
  const problems: string[] = [];
  newMessage.check(payload, "", newMessage.name, problems);
  return problems;
}

/** What is read of a payload without problems. */
export interface NewMessage {
  readonly fiscal_code?: string;
  readonly time_to_live?: number | null;
  readonly feature_level_type?: "STANDARD" | "ADVANCED" | null;
  readonly content: MessageContent;
}

export interface MessageContent {
  readonly subject: string;
  readonly markdown: string;
  readonly require_secure_channels?: boolean;
  readonly due_date?: string;
  readonly payment_data?: {
    readonly amount: number;
    readonly notice_number: string;
    readonly invalid_after_due_date?: boolean | null;
    readonly payee?: { readonly fiscal_code: string };
  };
  readonly third_party_data?: {
    readonly id: string;
    readonly configuration_id?: string;
    readonly has_attachments?: boolean | null;
    readonly has_remote_content?: boolean | null;
  };
  readonly eu_covid_cert?: { readonly auth_code: string };
}

const utc = (instant: string) => new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(instant) ? instant : `${instant}Z`).toISOString();

/** The content as App IO keeps it: known fields only, defaults and payee filled in, due date in UTC. */
export function contentAsKept(content: MessageContent, payeeFiscalCode: string) {
  const { subject, markdown, require_secure_channels, due_date, payment_data, third_party_data, eu_covid_cert } =
    content;
  return {
    subject,
    markdown,
    require_secure_channels,
    due_date: due_date === undefined ? undefined : utc(due_date),
    payment_data: payment_data && {
      amount: payment_data.amount,
      notice_number: payment_data.notice_number,
      invalid_after_due_date: payment_data.invalid_after_due_date ?? false,
      payee: { fiscal_code: payment_data.payee?.fiscal_code ?? payeeFiscalCode },
    },
    third_party_data: third_party_data && {
      ...third_party_data,
      has_attachments: third_party_data.has_attachments ?? false,
      has_remote_content: third_party_data.has_remote_content ?? false,
    },
    eu_covid_cert: eu_covid_cert && { auth_code: eu_covid_cert.auth_code },
  };
}
