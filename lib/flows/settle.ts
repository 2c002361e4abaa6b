import type { Sql } from "@/db/client";
import type { FlowState } from "@/db/states";
import { type RowsOfFlow, settled } from "./state";

/**
 * Brings the state of a flow in line with its rows: In invio ends when nothing is Registrato or In Trasmissione; a late
 * outcome or a correction moves an ended flow between Inviato and Invio incompleto. A flow is Inviato only when every
 * enabled notification is. Returns the state it has now.
 */
export async function settleFlow(sql: Sql, flowId: string): Promise<FlowState | null> {
  return sql.begin(async (tx) => {
    const [flow] = await tx<{ state: FlowState }[]>`select state from flows where id = ${flowId} for update`;
    if (!flow) return null;
    const [rows] = await tx<RowsOfFlow[]>`
      select
        exists (select 1 from notifications where flow_id = ${flowId} and not disabled
          and state in ('registered', 'transmitting')) as open,
        exists (select 1 from notifications where flow_id = ${flowId} and not disabled
          and state in ('error', 'unreachable')) as negative,
        exists (select 1 from notifications where flow_id = ${flowId} and not disabled and state = 'sent') as sent`;
    const state = settled(flow.state, rows ?? { open: false, negative: false, sent: false });
    if (state === flow.state) return state;
    await tx`
      update flows set state = ${state}, version = version + 1,
        send_ended_at = case when ${flow.state} = 'sending' then clock_timestamp() else send_ended_at end,
        stop_reason = case when ${state} = 'sent' then null else stop_reason end
      where id = ${flowId}`;
    return state;
  });
}
