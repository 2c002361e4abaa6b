import { download, noDownload } from "@/app/download";
import { notificationWords } from "@/app/italian/export";
import { notificationSearchFrom } from "@/app/search-params";
import { findContext } from "@/app/session";
import { exportNotifications } from "@/lib/notifications/export";

/** Esporta Excel of Archivio Notifiche, with the filters of its URL. */
export async function GET(request: Request) {
  const ctx = await findContext();
  if (!ctx) return noDownload(401);
  const search = await notificationSearchFrom(ctx, new URL(request.url).searchParams);
  return download("notifiche", await exportNotifications(ctx, search, notificationWords), ctx.now);
}
