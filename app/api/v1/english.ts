import type { ProblemCode } from "@/lib/notifications/content";
import type { RefusalCode } from "@/lib/refusal";

/** The English of what the console says in Italian, for programmers: what is wrong, without the values. */
const refusals: Partial<Record<RefusalCode, string>> = {
  "not-found": "There is no such resource among the services of this application.",
  "not-allowed": "This application may not do this with this service; an administrator of FlussIO can allow it.",
  "pair-taken":
    "This context and key belong to a submission with other content. Use another key for another submission.",
  "invalid-content": "The content breaks the rules of App IO; see errors.",
  "service-disabled": "The service is disabled.",
  "service-testing": "The service is under test: only its test fiscal codes may be written to.",
  "flow-state": "The state of the flow does not allow this.",
  "flow-empty": "The flow has no notification to send.",
  "flow-disabled": "The flow is disabled.",
  "approval-missing": "So large a send must be approved by a person: the flow waits in FlussIO.",
  "notification-state": "The state of the notification does not allow this.",
  "notification-in-flow": "The notification belongs to a flow, whose state does not allow this.",
  "changed-meanwhile": "The resource was changed meanwhile; read it and try again.",
};

export const refusalSentence = (code: RefusalCode) => refusals[code] ?? `Refused: ${code}.`;

const contents: Partial<Record<ProblemCode, string>> = {
  required: "This field is required.",
  "fiscal-code-length": "A codice fiscale of a person has 16 characters.",
  "fiscal-code-company": "This is the 11-digit code of a body or company; App IO writes to persons only.",
  "fiscal-code-test": "This is the test code of App IO, for services that list it.",
  "fiscal-code-character": "A character of the codice fiscale is a digit where a letter belongs, or the reverse.",
  "fiscal-code-month": "The 9th character of the codice fiscale is no month.",
  "fiscal-code-day": "The 10th and 11th characters of the codice fiscale are no day.",
  "fiscal-code-check": "The last character of the codice fiscale does not match the others.",
  "fiscal-code-not-enabled": "The service is under test and this is none of its test codes.",
  "too-short": "The text is too short.",
  "too-long": "The text is too long.",
  "unreadable-character": "The text has a character that no phone shows.",
  "buttons-unreadable": "The front matter of the body is not YAML: App IO would hide the message.",
  "date-form": "Write the day as YYYY-MM-DD.",
  "date-day": "There is no such day.",
  "date-year": "The year is not of this century.",
  "amount-negative": "The amount is negative.",
  "amount-decimals": "The amount is in euro cents, an integer.",
  "amount-too-large": "The amount is larger than App IO admits.",
  "amount-over-service": "The amount is larger than the service admits.",
  "amount-missing": "There is a notice number and no amount: give both or neither.",
  "notice-length": "A notice number has 18 digits.",
  "notice-character": "A notice number has digits only.",
  "notice-start": "A notice number begins with 0, 1, 2 or 3.",
  "notice-missing": "There is an amount and no notice number: give both or neither.",
};

export const contentSentence = (code: ProblemCode) => contents[code] ?? `Wrong value: ${code}.`;
