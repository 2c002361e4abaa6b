import type { FlowState, NotificationState, Reason, ScheduleFault } from "@/db/states";
import { flowStateLabels, notificationStateLabels } from "../italian/states";
import { Icon } from "./sprite-icon";

type Look = { tone: "neutral" | "info" | "success" | "warning" | "danger"; icon: `it-${string}` };

const flowLooks: Record<FlowState, Look> = {
  inactive: { tone: "neutral", icon: "it-pencil" },
  active: { tone: "info", icon: "it-check" },
  sending: { tone: "info", icon: "it-refresh" },
  sent: { tone: "success", icon: "it-check-circle" },
  incomplete: { tone: "warning", icon: "it-warning-circle" },
};

const notificationLooks: Record<NotificationState, Look> = {
  registered: { tone: "neutral", icon: "it-pencil" },
  transmitting: { tone: "info", icon: "it-refresh" },
  sent: { tone: "success", icon: "it-check-circle" },
  error: { tone: "danger", icon: "it-error" },
  // Nothing went wrong: about a third of citizens cannot receive.
  unreachable: { tone: "neutral", icon: "it-ban" },
};

function Badge({ look, children }: { look: Look; children: string }) {
  return (
    <span className={`badge state-badge state-${look.tone}`}>
      <Icon name={look.icon} className="icon-xs" />
      {children}
    </span>
  );
}

export const FlowStateBadge = ({ state }: { state: FlowState }) => (
  <Badge look={flowLooks[state]}>{flowStateLabels[state]}</Badge>
);

/** Beside the state: the flow is to leave by itself, or something has kept it back. */
export const ScheduledBadge = ({ fault }: { fault: ScheduleFault | null }) => (
  <Badge look={fault ? { tone: "warning", icon: "it-warning-circle" } : { tone: "info", icon: "it-clock" }}>
    {fault ? "Programmato, non partito" : "Programmato"}
  </Badge>
);

/** Beside the state: a second person has been asked. */
export const ApprovalBadge = () => (
  <Badge look={{ tone: "warning", icon: "it-clock" }}>In attesa di approvazione</Badge>
);

/** State 3 after a lost answer reads "Errore · Esito incerto". */
export function NotificationStateBadge({ state, reason }: { state: NotificationState; reason: Reason | null }) {
  const label = notificationStateLabels[state];
  return <Badge look={notificationLooks[state]}>{reason === "uncertain" ? `${label} · Esito incerto` : label}</Badge>;
}

/** Beside the state: an Invio di prova, outside every count. */
export const TrialBadge = () => <Badge look={{ tone: "info", icon: "it-files" }}>Prova</Badge>;
