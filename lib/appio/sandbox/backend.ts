import { type Answer, answers, json, type Kind, notAllowed, problem } from "@/lib/appio/sandbox/answer";
import { fiscalCodePayload, invalidParameter, isFiscalCode } from "@/lib/appio/sandbox/fiscal-code-parameter";
import { share } from "@/lib/appio/sandbox/hash";
import type { Message, Messages, Outcome } from "@/lib/appio/sandbox/messages";
import { contentAsKept, type NewMessage, problemsOfNewMessage } from "@/lib/appio/sandbox/new-message";
import { languagesOf, type Reach } from "@/lib/appio/sandbox/profile";
import type { Group, SandboxService } from "@/lib/appio/sandbox/services";

/** A call that the gateway let through. */
export interface Call {
  readonly kind: Kind;
  readonly service: SandboxService;
  /** From the path. */
  readonly fiscalCode?: string;
  readonly id?: string;
  /** The decoded body; undefined when there is none or it is no JSON. */
  readonly payload?: unknown;
}

/** What the backend asks of the sandbox around it. */
export interface World {
  readonly messages: () => Messages;
  readonly now: () => number;
  readonly reach: (fiscalCode: string, service: SandboxService) => Reach;
  readonly forcedOutcome: (fiscalCode: string) => Outcome | undefined;
  readonly checked: (fiscalCode: string, service: SandboxService, senderAllowed: boolean) => void;
  readonly stored: (index: number) => void;
  readonly processedAfterMs: number;
  readonly readAfterMs: number;
  /** Sends the `notification` part that App IO dropped in July 2026. */
  readonly notification: boolean;
  /** Remote-content configuration → organization that owns it. */
  readonly remoteContent: Readonly<Record<string, string>>;
}

/** Checks in the order of appio.md §2: group, service, body, path, payload permissions, source IP, handler. */
export function createBackend(world: World) {
  function entrance(service: SandboxService, ...groups: readonly Group[]): Answer | undefined {
    if (service.groups.size === 0) return answers.noScopes;
    if (!groups.some((group) => service.groups.has(group)) || service.orphan) return answers.notAllowed;
    return undefined;
  }

  function mayWriteTo(service: SandboxService, fiscalCode: string): boolean {
    if (service.groups.has("ApiLimitedMessageWrite")) return service.authorizedRecipients.has(fiscalCode);
    return service.groups.has("ApiMessageWrite");
  }

  /** `forced` is a reach decided by a rule. */
  function profile({ service, fiscalCode: inPath, payload }: Call, forced: string): Answer {
    const closed = entrance(service, "ApiLimitedProfileRead");
    if (closed) return closed;
    const fiscalCode = inPath ?? fiscalCodePayload(payload);
    if (typeof fiscalCode !== "string") return fiscalCode;
    if (!isFiscalCode(fiscalCode)) return invalidParameter(fiscalCode);
    if (service.cidrsRefused) return answers.notAllowed;
    const unapproved = service.draft && !service.authorizedRecipients.has(fiscalCode);
    if (unapproved || !mayWriteTo(service, fiscalCode)) return answers.recipientForbidden;
    const reach = forced === "ok" ? world.reach(fiscalCode, service) : forced;
    world.checked(fiscalCode, service, reach === "allowed");
    if (reach === "not-on-io") return answers.profileNotFound;
    return json(200, { preferred_languages: languagesOf(fiscalCode), sender_allowed: reach === "allowed" });
  }

  function send({ service, fiscalCode: inPath, payload }: Call): Answer {
    const closed = entrance(service, "ApiMessageWrite", "ApiLimitedMessageWrite");
    if (closed) return closed;
    const problems = problemsOfNewMessage(payload);
    if (problems.length > 0) return problem(400, "Invalid message structure", problems.join("\n"));
    if (inPath !== undefined && !isFiscalCode(inPath)) return invalidParameter(inPath);
    const message = payload as NewMessage;
    const refused = refusedPayload(service, message) ?? (service.cidrsRefused ? answers.notAllowed : undefined);
    if (refused) return refused;

    if (inPath !== undefined && message.fiscal_code !== undefined) return answers.recipientTwice;
    const fiscalCode = inPath ?? message.fiscal_code;
    if (fiscalCode === undefined) return answers.recipientMissing;
    const remote = refusedRemoteContent(service, message);
    if (remote) return remote;
    if (!mayWriteTo(service, fiscalCode)) return answers.recipientForbidden;
    const amount = message.content.payment_data?.amount ?? 0;
    if (amount > service.maxPaymentAmount) {
      const limit = `exceeds the maximum allowed for this service (${service.maxPaymentAmount} cents)`;
      return problem(400, "Error while sending payment metadata", `The requested amount (${amount} cents) ${limit}`);
    }
    return store(service, fiscalCode, message);
  }

  /** A POST that was not allowed is taken in charge all the same, and comes to REJECTED (appio.md §3). */
  function store(service: SandboxService, fiscalCode: string, message: NewMessage): Answer {
    const natural = world.reach(fiscalCode, service) === "allowed" ? "PROCESSED" : "REJECTED";
    const messages = world.messages();
    const index = messages.add({
      fiscalCode,
      serviceId: service.serviceId,
      createdAt: world.now(),
      outcome: world.forcedOutcome(fiscalCode) ?? natural,
      advanced: message.feature_level_type === "ADVANCED",
      payment: message.content.payment_data !== undefined,
      timeToLive: message.time_to_live ?? 3600,
      content: message.content,
    });
    world.stored(index);
    const id = messages.id(index);
    return json(201, { id }, ["location", `/api/v1/messages/${fiscalCode}/${id}`]);
  }

  /** `forced` is a status decided by a rule. */
  function status({ service, fiscalCode = "", id = "" }: Call, forced: string): Answer {
    const closed = entrance(service, "ApiMessageRead");
    if (closed) return closed;
    if (!isFiscalCode(fiscalCode)) return invalidParameter(fiscalCode);
    if (service.cidrsRefused) return answers.notAllowed;
    const index = world.messages().find(id);
    const message = index === undefined ? undefined : world.messages().get(index);
    if (message?.fiscalCode !== fiscalCode) return answers.messageNotFound;
    if (message.serviceId !== service.serviceId) return answers.notYourMessage;

    const age = world.now() - message.createdAt;
    const natural = age < world.processedAfterMs ? "ACCEPTED" : message.outcome;
    const current = forced === "ok" ? natural : forced;
    const processed = current === "PROCESSED";
    const kept = processed ? message.content : undefined;
    return json(200, {
      message: {
        content: kept && contentAsKept(kept, service.organizationFiscalCode),
        created_at: new Date(message.createdAt).toISOString(),
        fiscal_code: fiscalCode,
        id,
        sender_service_id: message.serviceId,
        time_to_live: message.timeToLive,
        feature_level_type: message.advanced ? "ADVANCED" : "STANDARD",
      },
      notification: processed && world.notification ? { email: "SENT", webhook: "SENT" } : undefined,
      status: current,
      ...(processed && service.groups.has("ApiMessageReadAdvanced") ? reading(message, id, age) : {}),
    });
  }

  /** Read and payment status, of ADVANCED messages only: most are read after a while, half of those are paid. */
  function reading(message: Message, id: string, age: number) {
    if (!message.advanced) return {};
    const habit = share(id);
    const read = age >= world.readAfterMs && habit < 0.7;
    const shared = share(`sharing ${message.fiscalCode}`) >= 0.1;
    return {
      read_status: shared ? (read ? "READ" : "UNREAD") : "UNAVAILABLE",
      payment_status: message.payment ? (read && habit < 0.35 ? "PAID" : "NOT_PAID") : undefined,
    };
  }

  function refusedRemoteContent(service: SandboxService, message: NewMessage): Answer | undefined {
    const thirdParty = message.content.third_party_data;
    if (!thirdParty) return undefined;
    if (!thirdParty.configuration_id) return answers.noConfiguration;
    const owner = world.remoteContent[thirdParty.configuration_id];
    if (owner === undefined) return answers.configurationNotFound;
    if (owner !== service.organization) return answers.notYourConfiguration;
    const attachments = thirdParty.has_attachments === true && message.feature_level_type !== "ADVANCED";
    return attachments ? answers.attachmentsForbidden : undefined;
  }

  return {
    /** `forced` is the step of a rule that is no fault: "ok" leaves the call to its nature. */
    answer(call: Call, forced: string): Answer {
      if (call.kind === "send") return send(call);
      return call.kind === "profile" ? profile(call, forced) : status(call, forced);
    },
  };
}

/** 403 on a payload that needs a group the sender has not. */
function refusedPayload({ groups }: SandboxService, message: NewMessage): Answer | undefined {
  const { eu_covid_cert, payment_data, third_party_data } = message.content;
  const advanced = message.feature_level_type === "ADVANCED";
  const needs: readonly (readonly [boolean, Group, string])[] = [
    [eu_covid_cert !== undefined, "ApiMessageWriteEUCovidCert", "an EUCovidCert message"],
    [payment_data?.payee !== undefined, "ApiMessageWriteWithPayee", "a payment message with payee"],
    [advanced, "ApiMessageWriteAdvanced", "a Premium message"],
    [!advanced && third_party_data !== undefined, "ApiThirdPartyMessageWrite", "a third party message"],
  ];
  const missing = needs.find(([needed, group]) => needed && !groups.has(group));
  return missing && notAllowed(`You do not have enough permissions to send ${missing[2]}`);
}
