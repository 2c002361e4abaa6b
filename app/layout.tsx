import "bootstrap-italia/dist/css/bootstrap-italia.min.css";
import "./flussio.css";
import "./print.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = {
  title: { template: "%s · FlussIO", default: "FlussIO" },
  description: "Invio massivo di notifiche ai cittadini attraverso App IO",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, themeColor: "#0066cc" };

/** Each answer names its own scripts (proxy.ts): none is made beforehand. */
export const dynamic = "force-dynamic";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="it" data-scroll-behavior="smooth">
      <body>{children}</body>
    </html>
  );
}
