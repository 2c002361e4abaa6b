import { scheduleAtRisk } from "@/app/italian/schedule";
import { Alert } from "@/app/ui/alert";

/** Before an edit: that it voids the schedule of the flow. Nothing for who may not edit, or where there is no schedule. */
export function ScheduleAtRisk({
  edited,
  scheduledAt,
  now,
  refused,
}: {
  edited: Parameters<typeof scheduleAtRisk>[0];
  scheduledAt: Date | null | undefined;
  now: Date;
  refused?: string;
}) {
  if (!scheduledAt || refused) return null;
  return (
    <Alert tone="warning">
      <p>{scheduleAtRisk(edited, scheduledAt, now)}</p>
    </Alert>
  );
}
